import { sumRupiah } from '@wadah/kit';
import fc from 'fast-check';
import type { CartLine } from '../src/domain/cart.ts';
import { cheapest, chooseDeliveries, onlyOne, type ChosenGroup, type DeliveryChoice } from '../src/domain/choose-deliveries.ts';
import { paymentMethodsFor } from '../src/domain/payment-methods.ts';
import { priceCart } from '../src/domain/price-cart.ts';
import { asQuoted, changesSince, liveQuote, makeQuote, QUOTE_KEPT_SECONDS, totalsOfGroups } from '../src/domain/quote.ts';
import type { Sellable, SellerProfile } from '../src/domain/sellable.ts';
import { at, later, value } from './support/orders.ts';

const sellable = (over: Partial<Sellable> = {}): Sellable => ({
  variantId: 'var_1', listingId: 'lst_1', sellerId: 'sel_1', title: 'Emping', variantName: '250 g', sku: 'E-250', kind: 'goods', priceRupiah: 25_000, onSale: true, ...over,
}); // prettier-ignore

const seller = (over: Partial<SellerProfile> = {}): SellerProfile => ({
  sellerId: 'sel_1',
  name: 'Emping Menes',
  isSelling: true,
  deliveryOffers: [
    { method: 'courier', priceRupiah: 15_000 },
    { method: 'own_delivery', priceRupiah: 8_000, regencies: ['36.01'] },
    { method: 'pick_up', priceRupiah: 0 },
  ],
  ...over,
});

const cartLine = (over: Partial<CartLine> = {}): CartLine => ({
  variantId: 'var_1',
  sellerId: 'sel_1',
  quantity: 2,
  seenPriceRupiah: 25_000,
  ...over,
});

const price = (over: { lines?: CartLine[]; variants?: Sellable[]; sellers?: SellerProfile[]; regency?: string } = {}) =>
  priceCart({
    lines: over.lines ?? [cartLine()],
    variants: new Map((over.variants ?? [sellable()]).map((one) => [one.variantId, one])),
    sellers: new Map((over.sellers ?? [seller()]).map((one) => [one.sellerId, one])),
    regency: over.regency ?? '36.01',
    at,
  });

const choose = (priced: ReturnType<typeof price>, choices: DeliveryChoice[] = [], whenUnnamed = cheapest) =>
  chooseDeliveries({ groups: priced.groups, choices, whenUnnamed });

const quoteOf = (priced: ReturnType<typeof price>, groups: readonly ChosenGroup[]) =>
  makeQuote({ groups, taxBasisPoints: priced.taxBasisPoints, regency: '36.01', postalCode: '42211', at });

test('options are those that reach the regency, the cheapest first', () => {
  expect(price().groups[0]?.options.map(({ method }) => method)).toEqual(['pick_up', 'own_delivery', 'courier']);
  expect(price({ regency: '36.73' }).groups[0]?.options.map(({ method }) => method)).toEqual(['pick_up', 'courier']);
});

test('what nobody can buy now is named and priced nowhere', () => {
  expect(price({ variants: [sellable({ onSale: false })] })).toMatchObject({ groups: [], notOnSale: ['var_1'] });
  expect(price({ sellers: [seller({ isSelling: false })] })).toMatchObject({ groups: [], notOnSale: ['var_1'] });
  expect(price({ variants: [] })).toMatchObject({ groups: [], notOnSale: ['var_1'] });
});

test('a price that has changed since the line was put into the cart is told', () => {
  expect(price({ variants: [sellable({ priceRupiah: 27_000 })] }).priceChanges).toEqual([
    { variantId: 'var_1', oldPriceRupiah: 25_000, newPriceRupiah: 27_000 },
  ]);
});

test('goods and a tour of one seller are two seller orders, the tour on site', () => {
  const priced = price({
    lines: [cartLine(), cartLine({ variantId: 'var_2' })],
    variants: [sellable(), sellable({ variantId: 'var_2', kind: 'tour', serviceDate: '2026-12-05' })],
  });
  const groups = value(choose(priced));
  expect(groups.map(({ handOver, chosen }) => [handOver, chosen.method])).toEqual([
    ['sent', 'pick_up'],
    ['on_site', 'on_site'],
  ]);
});

test.each<[string, ReturnType<typeof choose>, unknown]>([
  ['a quote takes the cheapest', choose(price()), { value: [{ chosen: { method: 'pick_up' } }] }],
  ['unless another is named', choose(price(), [{ sellerId: 'sel_1', method: 'courier' }]), { value: [{ chosen: { priceRupiah: 15_000 } }] }],
  ['an order names one of several', choose(price(), [], onlyOne), { rejection: { code: 'delivery-choice-required', extra: { sellers: ['sel_1'] } } }],
  ['an option that is not offered there is refused', choose(price({ regency: '36.73' }), [{ sellerId: 'sel_1', method: 'own_delivery' }]), { rejection: { code: 'delivery-unavailable' } }],
  ['a seller that is not in the cart too', choose(price(), [{ sellerId: 'sel_9', method: 'courier' }]), { rejection: { code: 'delivery-unavailable', extra: { sellers: ['sel_9'] } } }],
  ['a seller that reaches nobody too', choose(price({ sellers: [seller({ deliveryOffers: [] })] })), { rejection: { code: 'delivery-unavailable' } }],
])('%s', (_rule, result, expected) => expect(result).toMatchObject(expected as object)); // prettier-ignore

describe('a quote', () => {
  const priced = price();
  const quote = quoteOf(priced, value(choose(priced)));

  test('counts for its region and 15 minutes', () => {
    expect(liveQuote(quote, '36.01', later(QUOTE_KEPT_SECONDS - 1))).toBe(quote);
    expect(liveQuote(quote, '36.01', later(QUOTE_KEPT_SECONDS))).toBeUndefined();
    expect(liveQuote(quote, '36.73', at)).toBeUndefined();
  });
  test('is not changed by another option', () => {
    expect(changesSince(quote, priced, value(choose(priced, [{ sellerId: 'sel_1', method: 'courier' }])))).toEqual([]);
  });
  test('is not changed by another quantity or a new line', () => {
    const more = price({
      lines: [cartLine({ quantity: 9 }), cartLine({ variantId: 'var_3' })],
      variants: [sellable(), sellable({ variantId: 'var_3' })],
    });
    expect(changesSince(quote, more, value(choose(more)))).toEqual([]);
  });
  test('is changed by a unit price', () => {
    const dearer = price({ variants: [sellable({ priceRupiah: 26_000 })] });
    expect(changesSince(quote, dearer, value(choose(dearer)))).toEqual([
      { variantId: 'var_1', oldPriceRupiah: 25_000, newPriceRupiah: 26_000 },
    ]);
  });
  test('is changed by the price of the option that the order names', () => {
    const dearer = price({ sellers: [seller({ deliveryOffers: [{ method: 'courier', priceRupiah: 18_000 }] })] });
    expect(changesSince(quote, dearer, value(choose(dearer)))).toEqual([
      { sellerId: 'sel_1', method: 'courier', oldPriceRupiah: 15_000, newPriceRupiah: 18_000 },
    ]);
  });
  test('is changed by another tax', () => {
    expect(changesSince({ ...quote, taxBasisPoints: 1_100 }, priced, value(choose(priced)))).toEqual([
      { oldTaxBasisPoints: 1_100, newTaxBasisPoints: 0 },
    ]);
  });
  test('says what is meant where the order names no option', () => {
    expect(value(choose(priced, [], asQuoted(quote, onlyOne)))[0]?.chosen.method).toBe('pick_up');
  });
});

test('QRIS is not offered above 10 million, and nothing for nothing', () => {
  const qris = (total: number) => paymentMethodsFor(total).find(({ method }) => method === 'qris');
  expect(qris(10_000_000)).toMatchObject({ available: true });
  expect(qris(10_000_001)).toMatchObject({ available: false, reason: 'amount_too_high' });
  expect(paymentMethodsFor(0).every(({ available }) => !available)).toBe(true);
});

test('the groups always add up to the total', () => {
  const lines = fc.uniqueArray(
    fc.record({ variantId: fc.integer({ min: 1, max: 40 }), seller: fc.integer({ min: 1, max: 5 }), quantity: fc.integer({ min: 1, max: 10_000 }), price: fc.integer({ min: 100, max: 50_000_000 }) }),
    { selector: ({ variantId }) => variantId, minLength: 1, maxLength: 40 },
  ); // prettier-ignore
  fc.assert(
    fc.property(lines, (made) => {
      const priced = price({
        lines: made.map((one) => cartLine({ variantId: `var_${one.variantId}`, quantity: one.quantity })),
        variants: made.map((one) => sellable({ variantId: `var_${one.variantId}`, sellerId: `sel_${one.seller}`, priceRupiah: one.price })),
        sellers: [1, 2, 3, 4, 5].map((number) => seller({ sellerId: `sel_${number}` })),
      });
      const groups = value(choose(priced));
      const totals = totalsOfGroups(groups);
      expect(totals.subtotalRupiah).toBe(sumRupiah(made.map((one) => one.quantity * one.price)));
      expect(totals.totalRupiah).toBe(sumRupiah(groups.flatMap((group) => [group.goodsRupiah, group.taxRupiah, group.chosen.priceRupiah])));
    }),
    { numRuns: 100 },
  );
});
