import { allEvents } from '@wadah/contracts';
import { sumRupiah } from '@wadah/kit';
import fc from 'fast-check';
import { toOutbox } from '../src/adapters/mongo/order.outbox.ts';
import { decideAwaitPayment } from '../src/domain/await-payment.ts';
import { decideCancelOrder } from '../src/domain/cancel-order.ts';
import { decideConfirmOrder } from '../src/domain/confirm-order.ts';
import { deadlineOf } from '../src/domain/deadline.ts';
import { evolve } from '../src/domain/evolve.ts';
import { decideExpireOrder } from '../src/domain/expire-order.ts';
import { decideFailPayment } from '../src/domain/fail-payment.ts';
import { decideMirrorRefund } from '../src/domain/mirror-refund.ts';
import { absentOrder, partsOf, type Order } from '../src/domain/order.ts';
import type { OrderEvent } from '../src/domain/order-event.ts';
import { decidePassDeadline } from '../src/domain/pass-deadline.ts';
import { decidePayOrder } from '../src/domain/pay-order.ts';
import { decidePlaceOrder } from '../src/domain/place-order.ts';
import { decideRejectOrder } from '../src/domain/reject-order.ts';
import { hasEnded } from '../src/domain/seller-order.ts';
import { message, sellerMessagesOf, type Message } from './support/messages.ts';
import { address, at as start, instructions, line, part, partBy, secondPart } from './support/orders.ts';

const parts = [
  part({ deliveryMethod: 'courier' }),
  { ...secondPart, sellerOrderId: 'so_2' },
  partBy('pick_up', { sellerOrderId: 'so_3', sellerId: 'sel_3' }),
  partBy('on_site', { sellerOrderId: 'so_4', sellerId: 'sel_3', lines: [line({ kind: 'tour', serviceDate: '2026-12-05' })] }),
];

const place = message('place', (order, at) =>
  decidePlaceOrder(order, {
    orderId: 'ord_1', orderNumber: 'WDH-20261124-7K3F9Q', buyerId: 'acc_1', cartId: 'crt_1', shippingAddress: address, paymentMethod: 'qris', parts, at,
  })); // prettier-ignore

const total = 4 * 15_000 + 5_000 + 3 * 64_000 + 250_000;

const orderMessages = [
  place,
  message('stock.reserved', (order, at) => decideConfirmOrder(order, { at })),
  message('stock.rejected', (order, at) => decideRejectOrder(order, { rejection: { reason: 'insufficient_stock', lines: [] }, at })),
  message('payment.requested', (order, at) => decideAwaitPayment(order, { instructions, at })),
  message('payment.captured', (order, at) => decidePayOrder(order, { paymentId: 'pay_1', amountRupiah: total, late: false, at })),
  message('payment.captured wrong', (order, at) => decidePayOrder(order, { paymentId: 'pay_1', amountRupiah: 1, late: false, at })),
  message('payment.expired', (order, at) => decideExpireOrder(order, { at })),
  message('payment.failed', (order, at) => decideFailPayment(order, { at })),
  message('cancel', (order, at) => decideCancelOrder(order, { actorId: 'acc_1', at })),
  message('clock', (order, at) => decidePassDeadline(order, { at })),
];

const refundMessages = (['requested', 'processing', 'account_needed', 'completed'] as const).flatMap((status) =>
  [1, 2, 3].map((sequence) =>
    message(`refund.${status} ${sequence}`, (order, at) =>
      decideMirrorRefund(order, { refund: { refundId: 'ref_1', status, amountRupiah: 79_000, sequence }, at }),
    ),
  ),
);

const sellerMessages = sellerMessagesOf(parts);

/** Mostly the road that leads on, so that long sequences get far; any message at any time beside it. */
const happy = ['place', 'stock.reserved', 'payment.requested', 'payment.captured'].map(
  (name) => orderMessages.find((one) => one.name === name) ?? place,
);
const any = fc.constantFrom(...orderMessages, ...refundMessages, ...sellerMessages);
const step = fc.record({ message: any, waitHours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * 20 })) });
const sequences = fc.record({
  begun: fc.integer({ min: 0, max: happy.length }),
  steps: fc.array(step, { minLength: 1, maxLength: 60 }),
});

const ends = ['OrderRejected', 'OrderExpired', 'OrderCancelled', 'OrderPaid'];

const play = (run: { begun: number; steps: readonly { message: Message; waitHours: number }[] }) => {
  let order: Order = absentOrder;
  let now = start;
  const events: OrderEvent[] = [];
  const states: Order[] = [order];
  for (const { message: one, waitHours } of [
    ...happy.slice(0, run.begun).map((first) => ({ message: first, waitHours: 0 })),
    ...run.steps,
  ]) {
    now = new Date(now.getTime() + waitHours * 3_600_000);
    const decision = one.decide(order, now);
    if (!decision.ok) continue;
    events.push(...decision.value);
    order = decision.value.reduce(evolve, order);
    states.push(order);
    // The same message delivered again finds nothing to do, whatever it was.
    const again = one.decide(order, now);
    if (again.ok && !one.name.startsWith('wrong code')) expect(again.value).toEqual([]);
  }
  return { order, events, states };
};

const check = (property: (played: ReturnType<typeof play>) => void, numRuns = 400) =>
  fc.assert(
    fc.property(sequences, (run) => property(play(run))),
    { numRuns },
  );

test('an order ends unpaid or is paid, never both and never twice', () =>
  check(({ events }) => expect(events.filter(({ type }) => ends.includes(type)).length).toBeLessThanOrEqual(1)));

test('each seller order is opened once and ends once', () =>
  check(({ events }) => {
    for (const { sellerOrderId } of parts) {
      const own = events.filter((event) => 'part' in event && event.part.sellerOrderId === sellerOrderId).map(({ type }) => type);
      expect(own.filter((type) => type === 'SellerOrderOpened').length).toBeLessThanOrEqual(1);
      expect(own.filter((type) => type === 'SellerOrderCompleted' || type === 'SellerOrderCancelled').length).toBeLessThanOrEqual(1);
      if (own.length > 0) expect(own[0]).toBe('SellerOrderOpened');
    }
  }));

test('the parts always add up to the total', () =>
  check(({ states }) => {
    for (const order of states) {
      if (order.status === 'absent') continue;
      expect(sumRupiah(partsOf(order).flatMap((one) => [one.goodsRupiah, one.shippingRupiah, one.taxRupiah]))).toBe(order.totalRupiah);
    }
  }));

test('what is released and what is refunded together is what was paid, once closed', () =>
  check(({ order, events }) => {
    if (order.status !== 'closed') return;
    const moved = events.flatMap((event) =>
      event.type === 'SellerOrderCompleted' || event.type === 'SellerOrderCancelled' ? [event.amounts] : [],
    );
    expect(sumRupiah(moved.flatMap((one) => [one.goodsRupiah, one.shippingRupiah, one.taxRupiah]))).toBe(order.totalRupiah);
    expect(events.filter(({ type }) => type === 'OrderClosed')).toHaveLength(1);
  }));

test('an order closes in the very write that ends its last seller order', () =>
  check(({ states }) => {
    for (const order of states) {
      if (order.status !== 'paid') continue;
      expect(order.sellerOrders.some(({ progress }) => progress.status !== 'completed' && progress.status !== 'cancelled')).toBe(true);
    }
  }));

test('whatever waits for a clock has one, and nothing else has', () =>
  check(({ order }) => {
    const waits = order.status === 'placed' || order.status === 'confirmed';
    const open = order.status === 'paid' && order.sellerOrders.some(({ progress }) => 'dueAt' in progress || 'remindAt' in progress);
    expect(deadlineOf(order) !== undefined).toBe(waits || open);
  }));

test('every order that is left alone reaches an end or an operator', () =>
  check(({ order }) => {
    let left = order;
    const waitsForOperators = (one: Order) =>
      one.status === 'paid' && one.sellerOrders.every((part) => hasEnded(part) || part.progress.status === 'contested');
    for (let due = deadlineOf(left); due !== undefined && !waitsForOperators(left); due = deadlineOf(left)) {
      const decision = decidePassDeadline(left, { at: due });
      if (!decision.ok || decision.value.length === 0) throw new Error('A passed deadline did nothing.');
      left = decision.value.reduce(evolve, left);
    }
    const isEnded = ['absent', 'awaiting_payment', 'rejected', 'expired', 'cancelled', 'closed'].includes(left.status);
    const isWithOperator = left.status === 'paid' && left.sellerOrders.some(({ progress }) => progress.status === 'contested');
    expect(isEnded || isWithOperator).toBe(true);
  }));

test('a state is what its events say', () => check(({ order, events }) => expect(events.reduce(evolve, absentOrder)).toEqual(order)));

test('every event that leaves parses by its contract and carries no personal data', () =>
  check(({ events }) => {
    for (const outgoing of events.flatMap(toOutbox).flatMap((draft) => ('entry' in draft ? [] : [draft]))) {
      const definition = allEvents.find(({ type }) => type === outgoing.type);
      expect(definition?.data.safeParse(outgoing.data).success).toBe(true);
      const text = JSON.stringify(outgoing.data);
      for (const personal of [address.recipient, address.phone, address.street, '048213', 'crt_1', 'Nothing came.', 'No proof.'])
        expect(text).not.toContain(personal);
    }
  }, 300));
