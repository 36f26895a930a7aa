import { ok } from '@wadah/kit';
import fc from 'fast-check';
import {
  adjustmentsMax,
  decideAdjustStock,
  decideReprice,
  decideRestock,
  decideSetStock,
  hasDeparted,
  heldQuantity,
} from '../src/domain/stock.ts';
import { at, refusal, stockWith } from './support/examples.ts';

const holding = stockWith({ available: 5, held: { ord_1: 2, ord_2: 0 } });

test.each<[string, number, unknown]>([
  ['what is on hand is available and held together', 10, ok([{ type: 'StockAdjusted', byQuantity: 3, availableQuantity: 8, at }])],
  ['the same count changes nothing', 7, ok([])],
  ['down to what is held is allowed', 2, ok([{ type: 'StockAdjusted', byQuantity: -5, availableQuantity: 0, at }])],
  ['below what is held is not', 1, refusal('stock-below-held')],
])('set stock: %s', (_rule, onHand, expected) => expect(decideSetStock(holding, { onHand, at })).toEqual(expected));

const adjustment = { id: 'adj_1', by: -2, reason: 'Rusak', at };
const many = Object.fromEntries(Array.from({ length: adjustmentsMax }, (_, index) => [`adj_${index + 10}`, { at, by: 1, reason: 'x' }]));

test.each<[string, Parameters<typeof decideAdjustStock>, unknown]>([
  [
    'a change is counted and marked',
    [holding, adjustment],
    ok([{ type: 'StockAdjusted', byQuantity: -2, availableQuantity: 3, at, adjustment }]),
  ],
  ['the same change is not counted twice', [stockWith({ adjustments: { adj_1: { at, by: -2, reason: 'Rusak' } } }), adjustment], ok([])],
  ['what is not available can’t go', [stockWith({ available: 1 }), adjustment], refusal('stock-below-held')],
  ['nobody stores a million and one', [stockWith({ available: 1_000_000 }), { ...adjustment, by: 1 }], refusal('stock-too-large')],
  ['so many changes a day are not counted one by one', [stockWith({ adjustments: many }), adjustment], refusal('too-many-adjustments')],
])('adjust stock: %s', (_rule, args, expected) => expect(decideAdjustStock(...args)).toEqual(expected));

test('adjustments older than a day make room', () => {
  const later = new Date(at.getTime() + 86_401_000);
  expect(decideAdjustStock(stockWith({ adjustments: many }), { ...adjustment, at: later }).ok).toBe(true);
});

test('a price that stays the same is no change', () => {
  expect(decideReprice(stockWith(), { priceRupiah: 35_000, at })).toEqual(ok([]));
  expect(decideReprice(stockWith(), { priceRupiah: 36_000, at })).toEqual(
    ok([{ type: 'StockRepriced', oldPriceRupiah: 35_000, newPriceRupiah: 36_000, at }]),
  );
});

const back = { orderId: 'ord_1', sellerOrderId: 'so_1', quantity: 2, at };

test.each<[string, Parameters<typeof decideRestock>, unknown]>([
  ['goods come back', [stockWith(), false, back], ok([{ type: 'StockRestocked', ...back }])],
  ['not twice, says the mark', [stockWith({ restocks: { so_1: 'ord_1' } }), false, back], ok([])],
  ['not twice, says the reservation', [stockWith(), true, back], ok([])],
  ['a departure that is over takes nobody back', [stockWith({ serviceDate: '2026-11-23' }), false, back], ok([])],
  ['a departure of today does', [stockWith({ serviceDate: '2026-11-24' }), false, back], ok([{ type: 'StockRestocked', ...back }])],
])('restock: %s', (_rule, args, expected) => expect(decideRestock(...args)).toEqual(expected));

test('a day ends in Jakarta, seven hours before it ends in Greenwich', () => {
  expect(hasDeparted({ serviceDate: '2026-11-24' }, new Date('2026-11-24T16:59:59Z'))).toBe(false);
  expect(hasDeparted({ serviceDate: '2026-11-24' }, new Date('2026-11-24T17:00:00Z'))).toBe(true);
});

test('property: setting stock always leaves exactly what was counted, or is refused', () => {
  const holds = fc.dictionary(fc.constantFrom('ord_1', 'ord_2', 'ord_3'), fc.nat(50));
  fc.assert(
    fc.property(fc.nat(100), holds, fc.nat(300), (available, held, onHand) => {
      const stock = stockWith({ available, held });
      const decision = decideSetStock(stock, { onHand, at });
      if (!decision.ok) return expect(onHand).toBeLessThan(heldQuantity(stock));
      const [event] = decision.value;
      const after = available + (event?.type === 'StockAdjusted' ? event.byQuantity : 0);
      expect(after + heldQuantity(stock)).toBe(onHand);
      expect(after).toBeGreaterThanOrEqual(0);
    }),
  );
});
