import { decideAcceptSellerOrder } from '../src/domain/accept-seller-order.ts';
import { decideAwaitPayment } from '../src/domain/await-payment.ts';
import { decideCancelOrder } from '../src/domain/cancel-order.ts';
import { decideConfirmOrder } from '../src/domain/confirm-order.ts';
import { decideExpireOrder } from '../src/domain/expire-order.ts';
import { decidePayOrder } from '../src/domain/pay-order.ts';
import { decideRejectOrder } from '../src/domain/reject-order.ts';
import type { Order } from '../src/domain/order.ts';
import { after, at, awaitingOrder, confirmedOrder, instructions, paidOrder, payCommand, placedOrder } from './support/orders.ts';

const rejection = { reason: 'insufficient_stock', lines: [] } as const;
const added = { giftNote: 'of a later release' };

test.each<[string, Order, (order: Order) => ReturnType<typeof decideConfirmOrder>]>([
  ['confirmation', placedOrder(), (order) => decideConfirmOrder(order, { at })],
  ['rejection', placedOrder(), (order) => decideRejectOrder(order, { rejection, at })],
  ['instructions', confirmedOrder(), (order) => decideAwaitPayment(order, { instructions, at })],
  ['payment', awaitingOrder(), (order) => decidePayOrder(order, payCommand(order))],
  ['expiry', awaitingOrder(), (order) => decideExpireOrder(order, { at })],
  ['cancellation', awaitingOrder(), (order) => decideCancelOrder(order, { actorId: 'acc_1', at })],
])('what a later release has added to an order outlives its %s', (_step, order, decide) => {
  const whole = { ...order, ...added } as Order;
  expect(after(whole, decide(whole))).toMatchObject(added);
});

test('what a later release has added to a seller order outlives its next step', () => {
  const order = paidOrder();
  if (order.status !== 'paid') throw new Error(order.status);
  const whole = { ...order, ...added, sellerOrders: order.sellerOrders.map((one) => ({ ...one, ...added })) };
  const accepted = after(whole, decideAcceptSellerOrder(whole, { sellerOrderId: 'so_1', at }));
  expect(accepted).toMatchObject({ ...added, sellerOrders: [added, added] });
});

test('what a later release has added to a part outlives the payment', () => {
  const order = awaitingOrder();
  if (order.status !== 'awaiting_payment') throw new Error(order.status);
  const whole = { ...order, parts: order.parts.map((one) => ({ ...one, ...added })) };
  expect(after(whole, decidePayOrder(whole, payCommand(whole)))).toMatchObject({ sellerOrders: [added, added] });
});
