import { shareOf, sumRupiah } from '@wadah/kit';
import fc from 'fast-check';
import { decidePassDeadline } from '../src/domain/pass-deadline.ts';
import { chooseDeliveries, cheapest } from '../src/domain/choose-deliveries.ts';
import { evolve } from '../src/domain/evolve.ts';
import { isPaid, type Order } from '../src/domain/order.ts';
import type { OrderEvent } from '../src/domain/order-event.ts';
import { totalsOf } from '../src/domain/place-order.ts';
import { priceCart } from '../src/domain/price-cart.ts';
import { totalsOfGroups } from '../src/domain/quote.ts';
import { hasEnded, totalOf, type SellerPart } from '../src/domain/seller-order.ts';
import { approval, decision, message, sellerMessagesOf, type Message } from './support/messages.ts';
import { at as start, line, paidOrder, part } from './support/orders.ts';

const price = fc.integer({ min: 1, max: 3_000_000 });
const methods = fc.constantFrom('courier' as const, 'own_delivery' as const, 'pick_up' as const, 'on_site' as const);
const cartLine = fc.record({ priceRupiah: price, quantity: fc.integer({ min: 1, max: 50 }) });

const sellers = fc.array(
  fc.record({
    lines: fc.array(cartLine, { minLength: 1, maxLength: 4 }),
    deliveryMethod: methods,
    shippingRupiah: fc.integer({ min: 0, max: 200_000 }),
    taxBasisPoints: fc.constantFrom(0, 110, 1_100, 1_200, 1_237),
  }),
  { minLength: 1, maxLength: 6 },
);

type Basket = typeof sellers extends fc.Arbitrary<infer T> ? T : never;

const partsOfBasket = (basket: Basket): readonly SellerPart[] =>
  basket.map(({ lines, deliveryMethod, shippingRupiah, taxBasisPoints }, index) => {
    const goodsRupiah = sumRupiah(lines.map(({ priceRupiah, quantity }) => priceRupiah * quantity));
    return part({
      sellerOrderId: `so_${index}`,
      sellerId: `sel_${index}`,
      deliveryMethod,
      lines: lines.map(({ priceRupiah, quantity }, number) =>
        line({ variantId: `var_${index}_${number}`, unitPriceRupiah: priceRupiah, quantity }),
      ),
      goodsRupiah,
      shippingRupiah,
      taxRupiah: shareOf(goodsRupiah, taxBasisPoints),
      ...(deliveryMethod === 'pick_up' ? { pickUpCode: '048213' } : {}),
    });
  });

type Run = { order: Order; readonly events: OrderEvent[]; at: Date };

const take = (run: Run, { decide }: Message): void => {
  const decided = decide(run.order, run.at);
  if (!decided.ok) return;
  run.events.push(...decided.value);
  run.order = decided.value.reduce(evolve, run.order);
};

const clock = message('clock', (order, at) => decidePassDeadline(order, { at }));

/** What is still open ends by its clock, and what is contested by two operators. */
const playOut = (run: Run, parts: readonly SellerPart[]): void => {
  for (let days = 0; days < 60 && run.order.status === 'paid'; days += 1) {
    run.at = new Date(run.at.getTime() + 86_400_000);
    take(run, clock);
    for (const { sellerOrderId } of parts) {
      take(run, decision(sellerOrderId, days % 2 === 0 ? 'refund' : 'release', 'acc_op1'));
      take(run, approval(sellerOrderId, 'acc_op2'));
    }
  }
};

const runs = sellers.chain((basket) => {
  const parts = partsOfBasket(basket);
  const said = fc.record({ message: fc.constantFrom(...sellerMessagesOf(parts), clock), waitHours: fc.integer({ min: 0, max: 100 }) });
  return fc.record({ parts: fc.constant(parts), said: fc.array(said, { maxLength: 50 }) });
});

const play = ({ parts, said }: typeof runs extends fc.Arbitrary<infer T> ? T : never): Run => {
  const run: Run = { order: paidOrder(parts), events: [], at: start };
  for (const { message: one, waitHours } of said) {
    run.at = new Date(run.at.getTime() + waitHours * 3_600_000);
    take(run, one);
  }
  playOut(run, parts);
  return run;
};

test('goods, shipping and tax of the sellers add up to what the whole order costs', () =>
  fc.assert(
    fc.property(sellers, (basket) => {
      const parts = partsOfBasket(basket);
      const { subtotalRupiah, shippingRupiah, taxRupiah, totalRupiah } = totalsOf(parts);
      expect(sumRupiah(parts.map(totalOf))).toBe(totalRupiah);
      expect(subtotalRupiah + shippingRupiah + taxRupiah).toBe(totalRupiah);
    }),
  ));

test('what a quote says is the sum of its lines and of each seller’s delivery', () =>
  fc.assert(
    fc.property(sellers, (basket) => {
      const lines = basket.flatMap(({ lines: own }, index) =>
        own.map((one, number) => ({ ...one, sellerId: `sel_${index}`, variantId: `var_${index}_${number}` })),
      );
      const priced = priceCart({
        lines: lines.map(({ variantId, sellerId, quantity, priceRupiah }) => ({
          variantId,
          sellerId,
          quantity,
          seenPriceRupiah: priceRupiah,
        })),
        variants: new Map(lines.map((one) => [one.variantId, { ...line(), ...one, onSale: true }])),
        sellers: new Map(
          basket.map(({ shippingRupiah }, index) => [
            `sel_${index}`,
            {
              sellerId: `sel_${index}`,
              name: 'Dapur',
              isSelling: true,
              deliveryOffers: [{ method: 'courier' as const, priceRupiah: shippingRupiah }],
            },
          ]),
        ),
        regency: '36.73',
        at: start,
      });
      const groups = chooseDeliveries({ groups: priced.groups, choices: [], whenUnnamed: cheapest });
      if (!groups.ok) throw new Error(groups.rejection.code);
      const goods = sumRupiah(lines.map(({ quantity, priceRupiah }) => quantity * priceRupiah));
      const shipping = sumRupiah(basket.map(({ shippingRupiah }) => shippingRupiah));
      const tax = sumRupiah(groups.value.map(({ taxRupiah }) => taxRupiah));
      expect(totalsOfGroups(groups.value).totalRupiah).toBe(goods + shipping + tax);
    }),
  ));

test('whatever is said, every seller order ends exactly once, and what its ends move is what was paid', () =>
  fc.assert(
    fc.property(runs, (one) => {
      const { order, events } = play(one);
      expect(order.status).toBe('closed');
      expect(isPaid(order) && order.sellerOrders.every(hasEnded)).toBe(true);
      const ends = events.flatMap((event) =>
        event.type === 'SellerOrderCompleted' || event.type === 'SellerOrderCancelled' ? [event.amounts] : [],
      );
      expect(ends.map(({ sellerOrderId }) => sellerOrderId).sort()).toEqual(one.parts.map(({ sellerOrderId }) => sellerOrderId).sort());
      const moved = sumRupiah(ends.flatMap(({ goodsRupiah, shippingRupiah, taxRupiah }) => [goodsRupiah, shippingRupiah, taxRupiah]));
      expect(moved).toBe(totalsOf(one.parts).totalRupiah);
    }),
    { numRuns: 300 },
  ));

test('a decision is made at most once, and only of what was contested', () =>
  fc.assert(
    fc.property(runs, (one) => {
      const { events } = play(one);
      for (const { sellerOrderId } of one.parts) {
        const own = events.flatMap((event) => ('part' in event && event.part.sellerOrderId === sellerOrderId ? [event.type] : []));
        const made = own.indexOf('DecisionMade');
        expect(own.filter((type) => type === 'DecisionMade').length).toBeLessThanOrEqual(1);
        if (made >= 0) expect(own.indexOf('SellerOrderContested')).toBeLessThan(made);
        expect(own.includes('SellerOrderContested')).toBe(made >= 0);
      }
    }),
    { numRuns: 200 },
  ));
