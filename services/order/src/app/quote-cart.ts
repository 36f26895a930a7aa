import { ok, type Result } from '@wadah/kit';
import { cheapest, chooseDeliveries, type ChosenGroup, type DeliveryChoice } from '../domain/choose-deliveries.ts';
import type { ShippingAddress, Totals } from '../domain/order.ts';
import { paymentMethodsFor, type PaymentMethodOffer } from '../domain/payment-methods.ts';
import type { PriceChange, PricedCart } from '../domain/price-cart.ts';
import { makeQuote, totalsOfGroups } from '../domain/quote.ts';
import { reaches, regencyUnknown } from '../domain/regencies.ts';
import { cartEmpty, variantsNotOnSale } from './cart-order.ts';
import type { Carts, Market } from './ports.ts';
import { priceNow } from './price-now.ts';

export type QuoteCart = {
  readonly cartId: string;
  readonly actorId: string | undefined;
  readonly shippingAddress: ShippingAddress;
  readonly deliveries: readonly DeliveryChoice[];
  readonly at: Date;
};

export type Quoted = Totals & {
  readonly expiresAt: Date;
  readonly groups: readonly ChosenGroup[];
  readonly paymentMethods: readonly PaymentMethodOffer[];
  readonly priceChanges: readonly PriceChange[];
  readonly notOnSale: readonly string[];
};

export type QuoteCartUseCase = (command: QuoteCart) => Promise<Result<Quoted>>;

const quoted = (priced: PricedCart, groups: readonly ChosenGroup[], expiresAt: Date): Quoted => {
  const totals = totalsOfGroups(groups);
  const { priceChanges, notOnSale } = priced;
  return { ...totals, expiresAt, groups, paymentMethods: paymentMethodsFor(totals.totalRupiah), priceChanges, notOnSale };
};

/** Says what the cart costs to this region, with what has changed, and keeps that for 15 minutes. */
export const quoteCart =
  ({ carts, market }: { readonly carts: Carts; readonly market: Market }): QuoteCartUseCase =>
  async ({ cartId, actorId, shippingAddress, deliveries, at }) => {
    const cart = await carts.claim(cartId, actorId);
    if (!cart.ok) return cart;
    if (cart.value.lines.length === 0) return cartEmpty();
    const { regency, postalCode } = shippingAddress;
    const priced = await priceNow(market, cart.value.lines, { regency, at });
    if (priced.groups.length === 0) return variantsNotOnSale(priced.notOnSale);
    if (!reaches(priced.groups, regency, at)) return regencyUnknown();
    const groups = chooseDeliveries({ groups: priced.groups, choices: deliveries, whenUnnamed: cheapest });
    if (!groups.ok) return groups;
    const { taxBasisPoints } = priced;
    const quote = makeQuote({ groups: groups.value, taxBasisPoints, regency, postalCode, at });
    const kept = await carts.keepQuote(cartId, quote);
    return kept.ok ? ok(quoted(priced, groups.value, quote.expiresAt)) : kept;
  };
