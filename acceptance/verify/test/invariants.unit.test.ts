import type { Found, StoredAggregate, StoredPayment, StoredStock, TopicEvent, WaitingItem } from '../found.ts';
import { invariants } from '../invariants.ts';
import { judge } from '../judge.ts';
import { entry, latePayment, minutesAgo, now, paidOrder, payment, refund, sound, waitingOrder } from './support/sound.ts';

/** What is broken, by rule; rules that hold are left out. */
const brokenIn = (found: Found): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(judge(found, invariants).flatMap(({ rule, broken }) => (broken.length === 0 ? [] : [[rule, broken]])));

const stock = (change: Partial<StoredStock>): Found => ({ ...sound, stocks: sound.stocks.map((one) => ({ ...one, ...change })) });

const paid = (change: Partial<StoredPayment['state']>): Found => ({
  ...sound,
  payments: [{ ...payment, state: { ...payment.state, ...change } }, latePayment],
});

const orderAs = (id: string, change: object): Found => ({
  ...sound,
  orders: sound.orders.map((order) => (order._id === id ? { ...order, state: { ...order.state, ...change } } : order)),
});

const withoutEvent = (id: string): Found => ({ ...sound, events: sound.events.filter((event) => event.id !== id) });

const withEvent = (id: string, change: Partial<TopicEvent>): Found => ({
  ...sound,
  events: [...sound.events, ...sound.events.filter((event) => event.id === id).map((event) => ({ ...event, ...change }))],
});

const aggregate = (id: string, change: Partial<StoredAggregate>): Found => ({
  ...sound,
  aggregates: sound.aggregates.map((one) => (one._id === id ? { ...one, ...change } : one)),
});

const copy = (name: 'members' | 'sellers' | 'listings', change: object): Found => ({
  ...sound,
  [name]: sound[name].map(({ service, rows }) => ({ service, rows: rows.map((row) => ({ ...row, ...change })) })),
});

const waiting: WaitingItem = { kind: 'event', id: 'ord_paid-4', time: minutesAgo(2), type: 'order.closed.v1', sequence: 4, data: {} };

const dueAt = minutesAgo(2);

const overdue = paidOrder.state.sellerOrders?.map((one) => ({ ...one, progress: { status: 'opened', dueAt } }));

test('nothing is broken where all invariants hold', () => expect(brokenIn(sound)).toEqual({}));

test.each<[string, Found, string]>([
  ['a unit sold that is not counted', stock({ available: 11 }), 'var_1 has 11 available, its own numbers say 10'],
  ['a unit below zero', stock({ available: -1, sold: 14 }), 'var_1 has -1 available'],
  ['a sale that no reservation explains', stock({ available: 9, sold: 4 }), 'var_1 has 4 sold, committed reservations say 3'],
  ['a restock without its event', withoutEvent('var_1-2'), 'var_1 has 1 restocked, events say 0'],
  ['an adjustment without its event', withoutEvent('var_1-1'), 'var_1 is adjusted by 5, events say 0'],
  ['a hold of an order that has ended', orderAs('ord_waiting', { status: 'expired' }), 'var_1 holds 3 for ord_waiting, which is expired'],
  ['a hold of no order', stock({ held: { ord_0: 3 } }), 'var_1 holds 3 for ord_0, which is absent'],
  ['an order that waits without its hold', stock({ available: 13, held: {} }), 'ord_waiting has reserved 3 of var_1, held are 0'],
  [
    'an order that waits without its reservation',
    { ...sound, reservations: sound.reservations.slice(0, 1) },
    'ord_waiting is awaiting_payment, its reservation is absent',
  ],
  ['an entry out of balance', { ...sound, journal: [...sound.journal, { ...entry('x:y:1', 'a', 'b', 7), lines: [{ account: 'a', debitRupiah: 7, creditRupiah: 0 }] }] }, 'x:y:1 is out of balance by 7'],
  ['a line on both sides', { ...sound, journal: [...sound.journal, { _id: 'x:y:1', lines: [{ account: 'a', debitRupiah: 7, creditRupiah: 7 }] }] }, 'x:y:1 has a line that is not on one side'],
  ['a capture without its entry', { ...sound, journal: sound.journal.slice(0, 4) }, 'pay_late lacks the entry ref_late:owed:'],
  ['escrow that no payment holds', { ...sound, journal: [...sound.journal, entry('x:y:1', 'a', 'seller-escrow:sel_1', 7)] }, 'seller-escrow holds 107, payments hold 100'],
  ['a part of the money that is nowhere', paid({ parts: payment.state.parts?.slice(1) ?? [] }), 'pay_1 captured 200, released + refunded + held is 100'],
  ['a part refunded twice', paid({ refunds: [refund, refund] }), 'pay_1 has not exactly one refund for so_2'],
  ['a late capture that is kept', { ...sound, payments: [payment, { ...latePayment, state: { ...latePayment.state, refunds: [] } }] }, 'pay_late captured 70 for no paid order, and gives 0 back in 0 refunds'],
  ['a capture of another sum', orderAs('ord_paid', { totalRupiah: 150 }), 'pay_1 captured 200 for an order of 150'],
  ['one order paid by two payments', { ...sound, payments: [payment, latePayment, { ...payment, _id: 'pay_2' }] }, 'ord_paid is paid by 2 payments'],
  ['a paid order without money', { ...sound, payments: [latePayment] }, 'ord_paid is paid by 0 payments'],
  ['a paid order without a seller order', orderAs('ord_paid', { sellerOrders: [] }), 'ord_paid costs 200, its 0 seller orders 0'],
  ['a seller order that nobody was told of', withoutEvent('ord_paid-3'), 'ord_paid never told that so_2 is open'],
  ['a gap in the topic', withoutEvent('ord_paid-1'), 'ord_paid tells 2 after 0'],
  ['a last event that was lost', aggregate('ord_paid', { sequence: 4 }), 'ord_paid counts 4 events and has told 3'],
  ['a number used for two events', withEvent('ord_paid-3', { id: 'other' }), 'ord_paid uses 3 for two events'],
  ['a topic ahead of a restored document', aggregate('ord_paid', { sequence: 2 }), 'ord_paid has told 3 events and counts 2'],
  ['an aggregate in two partitions', withEvent('ord_paid-3', { partition: 1 }), 'ord_paid is in two partitions'],
  ['a member who was not taken in', { ...sound, members: [{ service: 'order', rows: [] }] }, 'sel_1:acc_1 is missing (in order)'],
  ['a member by no event', { ...sound, members: [{ service: 'order', rows: [...sound.members[0]?.rows ?? [], { _id: 'a:b', isMember: true }] }] }, 'a:b comes from no event (in order)'],
  ['a member who has left', copy('members', { isMember: false }), 'sel_1:acc_1 has isMember false, a replay true (in order)'],
  ['a seller who does not sell', copy('sellers', { isSelling: false }), 'sel_1 has isSelling false, a replay true (in order)'],
  ['a stale name of a seller', copy('sellers', { regency: '36.01' }), 'sel_1 has regency "36.01", a replay "36.02" (in catalogue)'],
  ['a listing off sale', copy('listings', { isPublished: false }), 'lst_1 has isPublished false, a replay true (in order)'],
  ['a stale price', copy('listings', { repriced: { var_1: 40 } }), 'lst_1 has repriced {"var_1":40}, a replay {"var_1":50} (in order)'],
  ['an order that waits for stock too long', orderAs('ord_expired', { status: 'placed', dueAt }), `ord_expired placed since ${dueAt.toISOString()}`],
  ['an order that waits for money for ever', { ...sound, now: minutesAgo(-25 * 60) }, `${waitingOrder._id} awaiting_payment since ${minutesAgo(-30).toISOString()}`],
  ['a seller who never said yes', orderAs('ord_paid', { sellerOrders: overdue }), `ord_paid so_1 opened since ${dueAt.toISOString()}`],
  ['an event that waits too long', aggregate('ord_paid', { sequence: 4, outbox: [waiting] }), `ord_paid keeps 1 since ${waiting.time.toISOString()} (in order)`],
])('%s is named', (_fault, found, named) => expect(Object.values(brokenIn(found)).flat()).toContain(named)); // prettier-ignore

test('each invariant is broken by one of its own planted faults', () => {
  const faults = [
    stock({ available: 11 }),
    stock({ held: { ord_0: 3 } }),
    { ...sound, journal: [...sound.journal, { _id: 'x:y:1', lines: [{ account: 'a', debitRupiah: 7, creditRupiah: 7 }] }] },
    { ...sound, journal: sound.journal.slice(0, 4) },
    paid({ refunds: [refund, refund] }),
    orderAs('ord_paid', { sellerOrders: [] }),
    withoutEvent('ord_paid-1'),
    copy('members', { isMember: false }),
    copy('sellers', { isSelling: false }),
    copy('listings', { isPublished: false }),
    orderAs('ord_expired', { status: 'placed', dueAt }),
    aggregate('ord_paid', { sequence: 4, outbox: [waiting] }),
  ];
  const found = new Set(faults.flatMap((fault) => Object.keys(brokenIn(fault))));
  expect(invariants.map(({ rule }) => rule).filter((rule) => !found.has(rule))).toEqual([]);
});

test('what waits in an outbox for less than a minute counts as told', () => {
  const restocked = { ...waiting, time: now, type: 'stock.restocked.v1', id: 'var_1-4', sequence: 4, data: { quantity: 1 } };
  const behind = aggregate('var_1', { sequence: 4, outbox: [restocked] });
  const stocks = behind.stocks.map((one) => ({ ...one, available: 11, intake: { ...one.intake, restocked: 2 } }));
  expect(brokenIn({ ...behind, stocks })).toEqual({});
});
