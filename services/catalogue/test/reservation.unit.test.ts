import { ok } from '@wadah/kit';
import fc from 'fast-check';
import {
  decideBegin,
  decideCommit,
  decideHold,
  decideListRestock,
  decideReject,
  decideRelease,
  evolveReservation,
  faultOf,
  sumLines,
  type Line,
  type Reservation,
  type ReservationEvent,
} from '../src/domain/reservation.ts';
import { at, refusal, stockWith } from './support/examples.ts';

const line: Line = { variantId: 'var_1', sellerId: 'sel_1', quantity: 2, unitPriceRupiah: 35_000 };
const known = { orderId: 'ord_1', lines: [line] };
const fault = { variantId: 'var_1', fault: 'insufficient_stock', requested: 2, available: 1 } as const;
const states = {
  absent: { status: 'absent' },
  pending: { status: 'pending', ...known },
  held: { status: 'held', ...known },
  rejected: { status: 'rejected', ...known, reason: 'insufficient_stock', faults: [fault] },
  released: { status: 'released', ...known },
  committed: { status: 'committed', ...known, restocked: ['so_1'] },
} satisfies Record<string, Reservation>;

type Name = keyof typeof states;

const nothing = ok([]);
const done = (type: string, more: object = { orderId: 'ord_1' }) => ok([{ type, ...more, at }]);

test.each<[Name, unknown, unknown, unknown, unknown]>([
  // state      begin                                     hold                   release                      commit
  ['absent', done('ReservationBegun', known), nothing, done('StockReleased'), refusal('reservation-not-found')],
  ['pending', nothing, done('StockReserved'), done('StockReleased'), refusal('reservation-not-held')],
  ['held', nothing, nothing, done('StockReleased'), done('StockCommitted')],
  ['rejected', nothing, nothing, nothing, refusal('reservation-not-held')],
  ['released', nothing, nothing, nothing, refusal('reservation-not-held')],
  ['committed', nothing, nothing, refusal('reservation-committed'), nothing],
])('a %s reservation answers begin, hold, release and commit', (name, begun, held, released, committed) => {
  const state = states[name];
  expect(decideBegin(state, { ...known, at })).toEqual(begun);
  expect(decideHold(state, at)).toEqual(held);
  expect(decideRelease(state, { orderId: 'ord_1', at })).toEqual(released);
  expect(decideCommit(state, at)).toEqual(committed);
});

test.each<[Name, ReservationEvent]>([
  ['pending', { type: 'StockReserved', orderId: 'ord_1', at }],
  ['pending', { type: 'StockRejected', orderId: 'ord_1', reason: 'insufficient_stock', faults: [fault], at }],
  ['held', { type: 'StockReleased', orderId: 'ord_1', at }],
  ['held', { type: 'StockCommitted', orderId: 'ord_1', at }],
  ['committed', { type: 'RestockListed', sellerOrderId: 'so_2', at }],
])('what a later release has added to a %s reservation outlives its next event', (name, event) => {
  const later = { ...states[name], warehouse: 'of a later release' };
  expect(evolveReservation(later, event)).toMatchObject({ warehouse: 'of a later release' });
});

test('only a pending reservation is rejected', () => {
  const command = { faults: [fault], at };
  expect(decideReject(states.pending, command)).toEqual(
    done('StockRejected', { orderId: 'ord_1', reason: 'insufficient_stock', faults: [fault] }),
  );
  for (const name of ['absent', 'held', 'rejected', 'released', 'committed'] as const)
    expect(decideReject(states[name], command)).toEqual(nothing);
});

test.each<[string, readonly ('insufficient_stock' | 'price_changed' | 'not_on_sale')[], string]>([
  ['what is off sale comes first', ['price_changed', 'insufficient_stock', 'not_on_sale'], 'not_on_sale'],
  ['then what there is too little of', ['price_changed', 'insufficient_stock'], 'insufficient_stock'],
  ['a new price alone is one to agree to', ['price_changed'], 'price_changed'],
])('of several faults the order learns one reason: %s', (_rule, kinds, reason) => {
  const faults = kinds.map((kind) => ({ variantId: 'var_1', fault: kind, requested: 1 }));
  expect(decideReject(states.pending, { faults, at })).toMatchObject({ ok: true, value: [{ reason }] });
});

test.each<[Name, string, unknown]>([
  ['committed', 'so_2', done('RestockListed', { sellerOrderId: 'so_2' })],
  ['committed', 'so_1', nothing],
  ['absent', 'so_1', refusal('reservation-not-found')],
  ['held', 'so_1', refusal('reservation-not-held')],
])('a %s reservation lists the restock of %s, or not', (name, sellerOrderId, expected) =>
  expect(decideListRestock(states[name], { sellerOrderId, at })).toEqual(expected),
);

test('an order that ended before it came leaves a released reservation without lines', () => {
  expect(evolveReservation(states.absent, { type: 'StockReleased', orderId: 'ord_1', at })).toEqual({
    status: 'released',
    orderId: 'ord_1',
    lines: [],
  });
});

test.each<[string, Parameters<typeof faultOf>[0], unknown]>([
  ['what can be had has no fault', stockWith(), undefined],
  ['no such variant', undefined, { fault: 'not_on_sale' }],
  ['its listing is off sale', stockWith({ onSale: false }), { fault: 'not_on_sale' }],
  ['its seller is off sale', stockWith({ sellerOnSale: false }), { fault: 'not_on_sale' }],
  ['its departure is over', stockWith({ serviceDate: '2026-11-23' }), { fault: 'not_on_sale' }],
  ['its price has moved', stockWith({ priceRupiah: 36_000 }), { fault: 'price_changed', oldPriceRupiah: 35_000, newPriceRupiah: 36_000 }],
  ['too little is available', stockWith({ available: 1 }), { fault: 'insufficient_stock', available: 1 }],
])('a line: %s', (_rule, stock, expected) => {
  const found = faultOf(stock, line, at);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toEqual({ variantId: 'var_1', requested: 2, ...(expected as object) });
});

test('property: lines of one variant are summed, none is lost, and every order takes variants in the same order', () => {
  const lines = fc.array(fc.record({ variantId: fc.constantFrom('var_a', 'var_b', 'var_c'), quantity: fc.integer({ min: 1, max: 100 }) }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(lines, (given) => {
      const summed = sumLines(given);
      const ids = summed.map(({ variantId }) => variantId);
      const total = (of: readonly { quantity: number }[]) => of.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(ids).toEqual([...new Set(given.map(({ variantId }) => variantId))].sort());
      for (const id of ids)
        expect(total(summed.filter(({ variantId }) => variantId === id))).toBe(total(given.filter(({ variantId }) => variantId === id)));
    }),
  );
});
