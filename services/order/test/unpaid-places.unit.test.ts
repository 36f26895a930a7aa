import { decideTakePlace, doubtfulPlaces, noPlaces, withoutPlaces, type UnpaidPlaces } from '../src/domain/unpaid-places.ts';
import { at, later, value } from './support/orders.ts';

const limits = { unpaidMax: 5, unpaidBeforeFirstPaidMax: 2, keptSeconds: 86_400 };
const take = (unpaid: UnpaidPlaces, orderId: string, when = at) => decideTakePlace(unpaid, { orderId, limits, at: when });
const taken = (count: number, over: Partial<UnpaidPlaces> = {}): UnpaidPlaces => ({
  ...noPlaces,
  places: Object.fromEntries(Array.from({ length: count }, (_, index) => [`ord_${index}`, { takenAt: at }])),
  ...over,
});

test.each<[string, UnpaidPlaces, string, unknown]>([
  ['the first is free', noPlaces, 'ord_9', { ok: true }],
  ['two before the first paid one', taken(1), 'ord_9', { ok: true }],
  ['not three', taken(2), 'ord_9', { rejection: { kind: 'too_many', code: 'too-many-unpaid-orders' } }],
  ['five after it', taken(4, { hasPaid: true }), 'ord_9', { ok: true }],
  ['not six', taken(5, { hasPaid: true }), 'ord_9', { rejection: { code: 'too-many-unpaid-orders' } }],
  ['the same order takes its place once', taken(2), 'ord_1', { ok: true, value: taken(2) }],
  ['a kept place counts until it is free', { ...noPlaces, places: { a: { takenAt: at, freeAt: later(1) }, b: { takenAt: at } } }, 'ord_9', { ok: false }],
  ['and is dropped after that', { ...noPlaces, places: { a: { takenAt: at, freeAt: at }, b: { takenAt: at } } }, 'ord_9', { ok: true }],
])('%s', (_rule, unpaid, orderId, expected) => expect(take(unpaid, orderId)).toMatchObject(expected as object)); // prettier-ignore

test('a place is doubted after two minutes and can be dropped', () => {
  expect(doubtfulPlaces(taken(2), later(119))).toEqual([]);
  expect(doubtfulPlaces(taken(2), later(120))).toEqual(['ord_0', 'ord_1']);
  expect(value(take(withoutPlaces(taken(2), ['ord_0']), 'ord_9')).places).toMatchObject({ ord_1: {}, ord_9: {} });
});
