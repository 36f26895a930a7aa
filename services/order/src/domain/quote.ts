import { secondsAfter, sumRupiah, type Rupiah } from '@wadah/kit';
import type { ChosenGroup, WhenUnnamed } from './choose-deliveries.ts';
import type { HandOver } from './delivery-options.ts';
import type { PriceChange, PricedCart, PricedGroup } from './price-cart.ts';
import type { DeliveryMethod } from './seller-order.ts';
import type { Totals } from './order.ts';

export const QUOTE_KEPT_SECONDS = 15 * 60;

export type QuotedGroup = {
  readonly sellerId: string;
  readonly handOver: HandOver;
  readonly chosen: DeliveryMethod;
  readonly prices: Readonly<Partial<Record<DeliveryMethod, Rupiah>>>;
};

/** What the buyer was told: kept beside the cart. Of the address only region and postal code are kept. */
export type Quote = {
  readonly regency: string;
  readonly postalCode: string;
  readonly expiresAt: Date;
  readonly taxBasisPoints: number;
  readonly totalRupiah: Rupiah;
  readonly unitPrices: Readonly<Record<string, Rupiah>>;
  readonly groups: readonly QuotedGroup[];
};

export const totalsOfGroups = (groups: readonly ChosenGroup[]): Totals => {
  const subtotalRupiah = sumRupiah(groups.map(({ goodsRupiah }) => goodsRupiah));
  const shippingRupiah = sumRupiah(groups.map(({ chosen }) => chosen.priceRupiah));
  const taxRupiah = sumRupiah(groups.map((group) => group.taxRupiah));
  return { subtotalRupiah, shippingRupiah, taxRupiah, totalRupiah: sumRupiah([subtotalRupiah, shippingRupiah, taxRupiah]) };
};

export type MakeQuote = {
  readonly groups: readonly ChosenGroup[];
  readonly taxBasisPoints: number;
  readonly regency: string;
  readonly postalCode: string;
  readonly at: Date;
};

export const makeQuote = ({ groups, taxBasisPoints, regency, postalCode, at }: MakeQuote): Quote => ({
  regency,
  postalCode,
  expiresAt: secondsAfter(at, QUOTE_KEPT_SECONDS),
  taxBasisPoints,
  totalRupiah: totalsOfGroups(groups).totalRupiah,
  unitPrices: Object.fromEntries(
    groups.flatMap(({ lines }) => lines.map(({ variantId, unitPriceRupiah }) => [variantId, unitPriceRupiah])),
  ),
  groups: groups.map(({ sellerId, handOver, chosen, options }) => ({
    sellerId,
    handOver,
    chosen: chosen.method,
    prices: Object.fromEntries(options.map(({ method, priceRupiah }) => [method, priceRupiah])),
  })),
});

export type DeliveryChange = {
  readonly sellerId: string;
  readonly method: DeliveryMethod;
  readonly oldPriceRupiah: Rupiah;
  readonly newPriceRupiah: Rupiah;
};

export type TaxChange = { readonly oldTaxBasisPoints: number; readonly newTaxBasisPoints: number };

export type QuoteChange = PriceChange | DeliveryChange | TaxChange;

const quotedFor = (quote: Quote, group: PricedGroup): QuotedGroup | undefined =>
  quote.groups.find(({ sellerId, handOver }) => sellerId === group.sellerId && handOver === group.handOver);

/** A quote counts for the region it was made for, and only while it is kept; otherwise the order is priced as it stands. */
export const liveQuote = (quote: Quote | undefined, regency: string, at: Date): Quote | undefined =>
  quote !== undefined && quote.regency === regency && quote.expiresAt > at ? quote : undefined;

/** Where the buyer names no option, the one they saw in the quote is meant. */
export const asQuoted =
  (quote: Quote | undefined, otherwise: WhenUnnamed): WhenUnnamed =>
  (group) => {
    const quoted = quote === undefined ? undefined : quotedFor(quote, group);
    return group.options.find(({ method }) => method === quoted?.chosen) ?? otherwise(group);
  };

/** What has become different from what the buyer was told; another option is priced anew and is no difference. */
export const changesSince = (quote: Quote, priced: PricedCart, groups: readonly ChosenGroup[]): readonly QuoteChange[] => {
  const prices = groups.flatMap(({ lines }) =>
    lines.flatMap(({ variantId, unitPriceRupiah }) => {
      const oldPriceRupiah = quote.unitPrices[variantId];
      return oldPriceRupiah === undefined || oldPriceRupiah === unitPriceRupiah
        ? []
        : [{ variantId, oldPriceRupiah, newPriceRupiah: unitPriceRupiah }];
    }),
  );
  const deliveries = groups.flatMap((group) => {
    const { method, priceRupiah } = group.chosen;
    const oldPriceRupiah = quotedFor(quote, group)?.prices[method];
    return oldPriceRupiah === undefined || oldPriceRupiah === priceRupiah
      ? []
      : [{ sellerId: group.sellerId, method, oldPriceRupiah, newPriceRupiah: priceRupiah }];
  });
  const { taxBasisPoints } = priced;
  const tax =
    quote.taxBasisPoints === taxBasisPoints ? [] : [{ oldTaxBasisPoints: quote.taxBasisPoints, newTaxBasisPoints: taxBasisPoints }];
  return [...prices, ...deliveries, ...tax];
};
