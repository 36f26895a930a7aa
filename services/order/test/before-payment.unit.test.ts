import { decideAwaitPayment } from '../src/domain/await-payment.ts';
import { decideCancelOrder } from '../src/domain/cancel-order.ts';
import { decideConfirmOrder } from '../src/domain/confirm-order.ts';
import { deadlineOf } from '../src/domain/deadline.ts';
import { decideExpireOrder } from '../src/domain/expire-order.ts';
import { decideFailPayment } from '../src/domain/fail-payment.ts';
import { decideMirrorRefund } from '../src/domain/mirror-refund.ts';
import { absentOrder, type Order } from '../src/domain/order.ts';
import { decidePassDeadline } from '../src/domain/pass-deadline.ts';
import { decidePayOrder } from '../src/domain/pay-order.ts';
import { decidePlaceOrder } from '../src/domain/place-order.ts';
import { decideRejectOrder } from '../src/domain/reject-order.ts';
import {
  after,
  at,
  awaitingOrder,
  confirmedOrder,
  instructions,
  later,
  paidOrder,
  payCommand,
  placeCommand,
  placedOrder,
  typesOf,
} from './support/orders.ts';

const rejection = { reason: 'insufficient_stock', lines: [] } as const;

const ended = (order: Order, how: 'rejected' | 'expired' | 'cancelled'): Order => {
  if (how === 'rejected') return after(order, decideRejectOrder(order, { rejection, at }));
  if (how === 'expired') return after(order, decideExpireOrder(order, { at }));
  return after(order, decideCancelOrder(order, { actorId: 'acc_1', at }));
};

const states: Record<string, Order> = {
  absent: absentOrder,
  placed: placedOrder(),
  confirmed: confirmedOrder(),
  awaiting_payment: awaitingOrder(),
  paid: paidOrder(),
  rejected: ended(placedOrder(), 'rejected'),
  expired: ended(awaitingOrder(), 'expired'),
  cancelled: ended(placedOrder(), 'cancelled'),
};

/** What each message does in each state; every state that is not named is a no-op. */
const messages: Record<
  string,
  { decide: (order: Order) => ReturnType<typeof decideConfirmOrder>; does: Record<string, readonly string[] | string> }
> = {
  'stock.reserved': {
    decide: (order) => decideConfirmOrder(order, { at }),
    does: { absent: 'order-not-found', placed: ['OrderConfirmed'] },
  },
  'stock.rejected': {
    decide: (order) => decideRejectOrder(order, { rejection, at }),
    does: { absent: 'order-not-found', placed: ['OrderRejected'] },
  },
  'payment.requested': {
    decide: (order) => decideAwaitPayment(order, { instructions, at }),
    does: { absent: 'order-not-found', confirmed: ['PaymentInstructed'] },
  },
  'payment.captured': {
    decide: (order) => decidePayOrder(order, payCommand(order)),
    does: {
      absent: 'order-not-found',
      confirmed: ['OrderPaid', 'SellerOrderOpened', 'SellerOrderOpened'],
      awaiting_payment: ['OrderPaid', 'SellerOrderOpened', 'SellerOrderOpened'],
    },
  },
  'payment.captured, late': {
    decide: (order) => decidePayOrder(order, { ...payCommand(order), late: true }),
    does: { absent: 'order-not-found' },
  },
  'payment.expired': {
    decide: (order) => decideExpireOrder(order, { at }),
    does: { absent: 'order-not-found', confirmed: ['OrderExpired'], awaiting_payment: ['OrderExpired'] },
  },
  'payment.failed': {
    decide: (order) => decideFailPayment(order, { at }),
    does: { absent: 'order-not-found', confirmed: ['OrderCancelled'], awaiting_payment: ['OrderCancelled'] },
  },
  'the buyer cancels': {
    decide: (order) => decideCancelOrder(order, { actorId: 'acc_1', at }),
    does: {
      absent: 'order-not-found',
      placed: ['OrderCancelled'],
      confirmed: ['OrderCancelled'],
      awaiting_payment: ['OrderCancelled'],
      paid: 'order-already-paid',
      rejected: 'order-state',
      expired: 'order-state',
    },
  },
  'a stranger cancels': {
    decide: (order) => decideCancelOrder(order, { actorId: 'acc_2', at }),
    does: Object.fromEntries(Object.keys(states).map((state) => [state, 'order-not-found'])),
  },
  'the clock, after a year': {
    decide: (order) => decidePassDeadline(order, { at: later(365 * 86_400) }),
    does: {
      placed: ['OrderRejected'],
      confirmed: ['OrderCancelled'],
      paid: ['SellerOrderCancelled', 'SellerOrderCancelled', 'OrderClosed'],
    },
  },
  'the clock, at once': { decide: (order) => decidePassDeadline(order, { at }), does: {} },
};

const table = Object.entries(messages).flatMap(([message, { decide, does }]) =>
  Object.entries(states).map(([state, order]) => [message, state, decide, order, does[state] ?? []] as const),
);

test.each(table)('%s in state %s does what the table says', (_message, _state, decide, order, expected) => {
  expect(typesOf(decide(order))).toEqual(expected);
});

test('a placed order waits 60 seconds for stock, then it is rejected with the reason timeout', () => {
  const order = placedOrder();
  expect(deadlineOf(order)).toEqual(later(60));
  expect(typesOf(decidePassDeadline(order, { at: later(59.9) }))).toEqual([]);
  expect(decidePassDeadline(order, { at: later(60) })).toMatchObject({
    value: [{ type: 'OrderRejected', rejection: { reason: 'timeout' } }],
  });
});

test('a confirmed order waits 5 minutes for instructions, then it is cancelled', () => {
  const order = confirmedOrder();
  expect(deadlineOf(order)).toEqual(later(300));
  expect(decidePassDeadline(order, { at: later(300) })).toMatchObject({ value: [{ type: 'OrderCancelled', reason: 'no_instructions' }] });
});

test('an order that waits for money has no clock of its own', () => expect(deadlineOf(awaitingOrder())).toBeUndefined());

test('another amount than the total never pays the order', () => {
  const order = awaitingOrder();
  expect(typesOf(decidePayOrder(order, { ...payCommand(order), amountRupiah: 1 }))).toBe('amount-differs');
});

test('placing twice under one id is the same order', () => expect(typesOf(decidePlaceOrder(placedOrder(), placeCommand()))).toEqual([]));

test('nobody finds another buyer’s order under their id', () => {
  expect(typesOf(decidePlaceOrder(placedOrder(), { ...placeCommand(), buyerId: 'acc_2' }))).toBe('order-not-found');
});

describe('a refund is mirrored by the number of payment’s event', () => {
  const refund = { refundId: 'ref_1', status: 'processing', amountRupiah: 79_000, sequence: 5 } as const;
  const mirror = (order: Order, over: object) => decideMirrorRefund(order, { refund: { ...refund, ...over }, at });
  const known = after(states['cancelled'] ?? absentOrder, mirror(states['cancelled'] ?? absentOrder, {}));

  test('a later one replaces it', () => expect(typesOf(mirror(known, { status: 'completed', sequence: 6 }))).toEqual(['RefundMirrored']));
  test('a duplicate changes nothing', () => expect(typesOf(mirror(known, {}))).toEqual([]));
  test('an earlier one changes nothing', () => expect(typesOf(mirror(known, { status: 'requested', sequence: 4 }))).toEqual([]));
  test('an absent order is poison', () => expect(typesOf(mirror(absentOrder, {}))).toBe('order-not-found'));
  test('a repeated step stands once in the timeline', () => {
    const again = after(known, mirror(known, { sequence: 9 }));
    expect(again.status === 'absent' ? [] : again.timeline.filter(({ step }) => step === 'refund_processing')).toHaveLength(1);
  });
});
