import { derivedId, ok, reject, rejectWith, type Result } from '@wadah/kit';
import { chooseDeliveries, onlyOne, type ChosenGroup, type DeliveryChoice } from '../domain/choose-deliveries.ts';
import type { ShippingAddress } from '../domain/order.ts';
import { paymentMethodsFor } from '../domain/payment-methods.ts';
import type { PricedCart } from '../domain/price-cart.ts';
import { asQuoted, changesSince, liveQuote, totalsOfGroups, type Quote } from '../domain/quote.ts';
import { reaches, regencyUnknown } from '../domain/regencies.ts';
import type { SellerPart } from '../domain/seller-order.ts';
import { variantsNotOnSale } from './cart-order.ts';
import type { Market, StoredCart } from './ports.ts';
import { priceNow } from './price-now.ts';

export type PriceOrder = {
  readonly orderId: string;
  readonly shippingAddress: ShippingAddress;
  readonly deliveries: readonly DeliveryChoice[];
  readonly paymentMethod: string;
  /** Whether the buyer sells for this seller. */
  readonly sells: (sellerId: string) => boolean;
  readonly at: Date;
};

const quoteChanged = (quote: Quote | undefined, priced: PricedCart, groups: readonly ChosenGroup[]) => {
  const changes = quote === undefined ? [] : changesSince(quote, priced, groups);
  if (quote === undefined || changes.length === 0) return undefined;
  const totals = { oldTotalRupiah: quote.totalRupiah, newTotalRupiah: totalsOfGroups(groups).totalRupiah };
  return rejectWith({
    kind: 'conflict',
    code: 'quote-changed',
    detail: 'Prices have changed since the quote; ask for a new one.',
    extra: { changes, ...totals },
  });
};

const unpayable = (groups: readonly ChosenGroup[], paymentMethod: string) => {
  const offer = paymentMethodsFor(totalsOfGroups(groups).totalRupiah).find(({ method }) => method === paymentMethod);
  if (offer?.available === true) return undefined;
  return rejectWith({
    kind: 'conflict',
    code: 'payment-method-unavailable',
    detail: 'This payment method does not take this amount.',
    extra: offer?.reason === undefined ? {} : { reason: offer.reason },
  });
};

/** One seller order for each way in which each seller hands over; its id follows from the order's, so that a retry makes the same. */
const toPart = (group: ChosenGroup, orderId: string, newPickUpCode: () => string): SellerPart => ({
  sellerOrderId: derivedId('so', orderId, group.sellerId, group.handOver),
  sellerId: group.sellerId,
  sellerName: group.sellerName,
  deliveryMethod: group.chosen.method,
  lines: group.lines,
  goodsRupiah: group.goodsRupiah,
  shippingRupiah: group.chosen.priceRupiah,
  taxRupiah: group.taxRupiah,
  ...(group.chosen.method === 'pick_up' ? { pickUpCode: newPickUpCode() } : {}),
});

/** What order itself can know is refused at once; what only catalogue knows comes later. */
export const priceOrder =
  (market: Market, newPickUpCode: () => string) =>
  async (cart: StoredCart, command: PriceOrder): Promise<Result<readonly SellerPart[]>> => {
    const { shippingAddress, deliveries, at } = command;
    if (cart.lines.some(({ sellerId }) => command.sells(sellerId))) {
      return reject('conflict', 'own-seller', 'Nobody buys from the seller they sell for.');
    }
    const priced = await priceNow(market, cart.lines, { regency: shippingAddress.regency, at });
    if (priced.notOnSale.length > 0) return variantsNotOnSale(priced.notOnSale);
    if (!reaches(priced.groups, shippingAddress.regency, at)) return regencyUnknown();
    const quote = liveQuote(cart.quote, shippingAddress.regency, at);
    const groups = chooseDeliveries({ groups: priced.groups, choices: deliveries, whenUnnamed: asQuoted(quote, onlyOne) });
    if (!groups.ok) return groups;
    const refused = quoteChanged(quote, priced, groups.value) ?? unpayable(groups.value, command.paymentMethod);
    return refused ?? ok(groups.value.map((group) => toPart(group, command.orderId, newPickUpCode)));
  };
