import type { Result } from '@wadah/kit';
import { decideAcceptSellerOrder } from '../src/domain/accept-seller-order.ts';
import { deadlineOf } from '../src/domain/deadline.ts';
import { decideDeliverSellerOrder } from '../src/domain/deliver-seller-order.ts';
import type { Order } from '../src/domain/order.ts';
import type { OrderEvent } from '../src/domain/order-event.ts';
import { decidePassDeadline } from '../src/domain/pass-deadline.ts';
import { decideReceiveSellerOrder } from '../src/domain/receive-seller-order.ts';
import { decideRejectSellerOrder } from '../src/domain/reject-seller-order.ts';
import { decideShipSellerOrder } from '../src/domain/ship-seller-order.ts';
import type { SellerPart } from '../src/domain/seller-order.ts';
import { sellerSeesRecipient } from '../src/domain/seller-view-window.ts';
import {
  after,
  at,
  awaitingOrder,
  DAY,
  HOUR,
  later,
  line,
  paidOrder,
  part,
  partBy,
  secondPart,
  statusOf,
  typesOf,
  value,
} from './support/orders.ts';

type Decision = Result<readonly OrderEvent[]>;
const id = { sellerOrderId: 'so_1' };
const accept = (order: Order, when = at): Decision => decideAcceptSellerOrder(order, { ...id, at: when });
const refuse = (order: Order): Decision => decideRejectSellerOrder(order, { ...id, reason: 'out_of_stock', at });
const tracking = { courier: 'jne', trackingNumber: 'JNE123' };
const ship = (order: Order, over: object = tracking): Decision => decideShipSellerOrder(order, { ...id, ...over, at });
const deliver = (order: Order, over: { code?: string; at?: Date } = {}): Decision =>
  decideDeliverSellerOrder(order, { ...id, courierDaysMin: 3, at, ...over });
const receive = (order: Order, actorId = 'acc_1'): Decision => decideReceiveSellerOrder(order, { ...id, actorId, at });
const clock = (order: Order, when: Date): Decision => decidePassDeadline(order, { at: when });

const opened = (first: SellerPart = part()) => paidOrder([first, secondPart]);
const accepted = (first?: SellerPart) => after(opened(first), accept(opened(first)));
const shipped = () => after(accepted(), ship(accepted()));
const delivered = () => after(shipped(), deliver(shipped(), { at: later(3 * DAY) }));
const contested = () => after(shipped(), clock(shipped(), later(14 * DAY)));
const completed = () => after(shipped(), receive(shipped()));
const cancelled = () => after(opened(), refuse(opened()));

test.each<[string, Decision, readonly string[] | string]>([
  ['an opened one is accepted', accept(opened()), ['SellerOrderAccepted']],
  ['accepting twice is not an error', accept(accepted()), []],
  ['a shipped one is not accepted any more', accept(shipped()), 'seller-order-state'],
  ['before payment there is no seller order', accept(awaitingOrder()), 'seller-order-not-found'],
  ['an opened one is rejected', refuse(opened()), ['SellerOrderCancelled']],
  ['an accepted one is rejected', refuse(accepted()), ['SellerOrderCancelled']],
  ['rejecting twice is not an error', refuse(cancelled()), []],
  [
    'rejecting again for another reason is refused',
    decideRejectSellerOrder(cancelled(), { ...id, reason: 'damaged', at }),
    'seller-order-state',
  ],
  ['a shipped one is not rejected', refuse(shipped()), 'seller-order-state'],
  ['an accepted one is shipped', ship(accepted()), ['SellerOrderShipped']],
  ['the same shipment again is not an error', ship(shipped()), []],
  ['another shipment is refused', ship(shipped(), { courier: 'jne', trackingNumber: 'JNE999' }), 'seller-order-state'],
  ['a courier needs a tracking number', ship(accepted(), { courier: 'jne' }), 'tracking-required'],
  ['own delivery has no tracking number', ship(accepted(partBy('own_delivery'))), 'tracking-not-expected'],
  ['own delivery is shipped', ship(accepted(partBy('own_delivery')), {}), ['SellerOrderShipped']],
  ['what is picked up is not shipped', ship(accepted(partBy('pick_up')), {}), 'shipment-not-expected'],
  ['an opened one is not shipped', ship(opened()), 'seller-order-state'],
  ['the seller says delivered after three days', deliver(shipped(), { at: later(3 * DAY) }), ['SellerOrderDelivered']],
  ['by courier not before', deliver(shipped(), { at: later(3 * DAY - 1) }), 'too-early'],
  ['delivered twice is not an error', deliver(delivered()), []],
  ['an accepted parcel is not delivered', deliver(accepted()), 'seller-order-state'],
  ['a parcel has no pick-up code', deliver(shipped(), { code: '048213' }), 'pick-up-code-not-expected'],
  ['picked up without a code is delivered', deliver(accepted(partBy('pick_up'))), ['SellerOrderDelivered']],
  ['the pick-up code counts as receipt', deliver(accepted(partBy('pick_up')), { code: '048213' }), ['SellerOrderCompleted']],
  ['a wrong pick-up code is written down', deliver(accepted(partBy('pick_up')), { code: '000000' }), ['PickUpCodeMissed']],
  ['the buyer receives what was shipped', receive(shipped()), ['SellerOrderCompleted']],
  ['and what was delivered', receive(delivered()), ['SellerOrderCompleted']],
  ['and what was to be picked up, from acceptance', receive(accepted(partBy('pick_up'))), ['SellerOrderCompleted']],
  ['receiving twice is not an error', receive(completed()), []],
  ['an accepted parcel is not received', receive(accepted()), 'seller-order-state'],
  ['a contested one moves by a decision only', receive(contested()), 'seller-order-state'],
  ['a stranger receives nothing', receive(shipped(), 'acc_2'), 'seller-order-not-found'],
])('%s', (_rule, decision, expected) => expect(typesOf(decision)).toEqual(expected));

test('a rejection after acceptance is counted against the seller, before it is not', () => {
  expect(refuse(opened())).toMatchObject({ value: [{ countedAgainstSeller: false, restock: false }] });
  expect(refuse(accepted())).toMatchObject({ value: [{ countedAgainstSeller: true }] });
});

test('what a seller rejects for another reason goes back on sale', () => {
  expect(decideRejectSellerOrder(opened(), { ...id, reason: 'seller_other', at })).toMatchObject({ value: [{ restock: true }] });
});

test('a departure whose date has passed does not go back on sale', () => {
  const tour = partBy('on_site', { lines: [line({ kind: 'tour', serviceDate: '2026-11-23' })] });
  const order = opened(tour);
  expect(decideRejectSellerOrder(order, { ...id, reason: 'seller_other', at })).toMatchObject({ value: [{ restock: false }] });
});

test('a number is used once within an order too', () => {
  const both = paidOrder([part(), { ...secondPart, deliveryMethod: 'courier' }]);
  const yes = after(after(both, accept(both)), decideAcceptSellerOrder(both, { sellerOrderId: 'so_2', at }));
  const one = after(yes, ship(yes));
  expect(typesOf(decideShipSellerOrder(one, { sellerOrderId: 'so_2', ...tracking, at }))).toBe('tracking-number-used');
});

describe('after five wrong codes', () => {
  const guessed = () => {
    let order = accepted(partBy('pick_up'));
    for (let tries = 0; tries < 5; tries += 1) order = after(order, deliver(order, { code: '000000' }));
    return order;
  };
  test('even the right one is refused for 15 minutes, and the buyer can still confirm', () => {
    expect(deliver(guessed(), { code: '048213', at: later(14 * 60) })).toMatchObject({
      rejection: { kind: 'too_many', code: 'pick-up-code-locked', extra: { retryAfterSeconds: 60 } },
    });
    expect(typesOf(receive(guessed()))).toEqual(['SellerOrderCompleted']);
  });
  test('there are five more when the lock is over', () => {
    let order = guessed();
    for (let tries = 0; tries < 4; tries += 1) order = after(order, deliver(order, { code: '000000', at: later(15 * 60) }));
    expect(typesOf(deliver(order, { code: '048213', at: later(15 * 60) }))).toEqual(['SellerOrderCompleted']);
    order = after(order, deliver(order, { code: '000000', at: later(15 * 60) }));
    expect(typesOf(deliver(order, { code: '048213', at: later(15 * 60) }))).toBe('pick-up-code-locked');
  });
});

test('a tour is not delivered before its date', () => {
  const tour = accepted(partBy('on_site', { lines: [line({ kind: 'tour', serviceDate: '2026-12-05' })] }));
  expect(typesOf(deliver(tour, { at: new Date('2026-12-04T16:59:59Z') }))).toBe('too-early');
  expect(typesOf(deliver(tour, { at: new Date('2026-12-04T17:00:00Z') }))).toEqual(['SellerOrderDelivered']);
});

describe('each wait has one end', () => {
  const ends = (order: Order, due: Date, expected: readonly object[]) => {
    expect(deadlineOf(order)).toEqual(due);
    expect(value(clock(order, new Date(due.getTime() - 1)))).toEqual([]);
    expect(value(clock(order, due))).toMatchObject(expected);
  };
  const alone = (first: SellerPart) => paidOrder([first]);
  const acceptedAlone = (first: SellerPart) => after(alone(first), accept(alone(first)));

  test('24 hours for the seller’s yes, then cancelled', () =>
    ends(alone(part()), later(24 * HOUR), [
      { type: 'SellerOrderCancelled', reason: 'not_accepted' },
      { type: 'OrderClosed', outcome: 'refunded' },
    ]));
  test('3 working days for the shipment, then cancelled and counted', () =>
    ends(acceptedAlone(part()), later(3 * DAY), [
      { reason: 'not_shipped', countedAgainstSeller: true, restock: true },
      { type: 'OrderClosed' },
    ]));
  test('a weekend and a holiday are no working days', () => {
    // Friday 14 August 2026; Monday 17 August is Independence Day.
    const friday = new Date('2026-08-14T03:00:00Z');
    expect(deadlineOf(after(alone(part()), accept(alone(part()), friday)))).toEqual(new Date('2026-08-20T03:00:00Z'));
  });
  test('7 days at the pick-up point, then contested without blame', () =>
    ends(acceptedAlone(partBy('pick_up')), later(7 * DAY), [{ type: 'SellerOrderContested', reason: 'not_picked_up' }]));
  test('3 days after a tour’s date, then contested', () =>
    ends(
      acceptedAlone(partBy('on_site', { lines: [line({ kind: 'tour', serviceDate: '2026-12-05' })] })),
      new Date('2026-12-08T16:59:59.999Z'),
      [{ type: 'SellerOrderContested', reason: 'not_served' }],
    ));
  test('17 days for a service, then contested', () =>
    ends(acceptedAlone(partBy('on_site', { lines: [line({ kind: 'service' })] })), later(17 * DAY), [{ reason: 'not_served' }]));
  test('14 days for the delivery, then contested, never silently completed', () => {
    const order = acceptedAlone(part());
    ends(after(order, ship(order)), later(14 * DAY), [{ type: 'SellerOrderContested', reason: 'not_delivered' }]);
  });
  test('2 days for the buyer’s word, then completed', () => {
    const order = acceptedAlone(partBy('own_delivery'));
    const sent = after(order, ship(order, {}));
    ends(after(sent, deliver(sent)), later(2 * DAY), [
      { type: 'SellerOrderCompleted', by: 'time' },
      { type: 'OrderClosed', outcome: 'completed' },
    ]);
  });
  test('a contested one never ends by itself: the operators are told again every three days', () => {
    const order = acceptedAlone(partBy('pick_up'));
    const left = after(order, clock(order, later(7 * DAY)));
    ends(left, later(10 * DAY), [{ type: 'DecisionOverdue', contestedAt: later(7 * DAY) }]);
    const told = after(left, clock(left, later(10 * DAY)));
    ends(told, later(13 * DAY), [{ type: 'DecisionOverdue', contestedAt: later(7 * DAY) }]);
    expect(statusOf(told)).toBe('contested');
  });
});

test('the earliest wait of all seller orders is the order’s deadline', () => {
  expect(deadlineOf(accepted())).toEqual(later(24 * HOUR));
  expect(statusOf(after(accepted(), clock(accepted(), later(24 * HOUR))), 'so_2')).toBe('cancelled');
  expect(statusOf(after(accepted(), clock(accepted(), later(24 * HOUR))), 'so_1')).toBe('accepted');
});

test('one completed and one cancelled close the order as partly refunded', () => {
  const order = after(completed(), decideRejectSellerOrder(completed(), { sellerOrderId: 'so_2', reason: 'damaged', at }));
  expect(order).toMatchObject({ status: 'closed', outcome: 'partly_refunded' });
});

test('a seller sees the recipient until 30 days after the end', () => {
  const order = completed();
  const sellerOrder = order.status === 'paid' ? order.sellerOrders[0] : undefined;
  if (sellerOrder === undefined) throw new Error('No seller order.');
  expect(sellerSeesRecipient(sellerOrder, later(30 * DAY - 1))).toBe(true);
  expect(sellerSeesRecipient(sellerOrder, later(30 * DAY))).toBe(false);
});
