import { assertNever, without } from '@wadah/kit';
import { evolveSellerOrder, openSellerOrder } from './evolve-seller-order.ts';
import { isPaid, type ExistingOrder, type Order, type OrderCore, type PaidOrder, type PlacedOrder } from './order.ts';
import type { OrderEvent, OrderPlaced, RefundMirrored } from './order-event.ts';
import type { SellerPart } from './seller-order.ts';
import { timelineEntryOf } from './timeline.ts';

const placed = (event: OrderPlaced): PlacedOrder => ({
  ...event.order,
  ...event.totals,
  status: 'placed',
  cartId: event.cartId,
  shippingAddress: event.shippingAddress,
  paymentMethod: event.paymentMethod,
  placedAt: event.at,
  dueAt: event.dueAt,
  parts: event.parts,
  refunds: [],
  timeline: [],
});

/** What belongs to a step alone: a clock, a reason, the seller orders of a paid one. */
const ofAStep = ['status', 'dueAt', 'parts', 'rejection', 'reason', 'endedAt', 'paidAt', 'sellerOrders', 'outcome', 'closedAt'] as const;

/** The facts that outlive a step. */
const coreOf = (order: ExistingOrder): OrderCore => without(order, ofAStep);

const unpaidOf = (order: ExistingOrder): OrderCore & { readonly parts: readonly SellerPart[] } => ({
  ...coreOf(order),
  parts: isPaid(order) ? [] : order.parts,
});

const mirrored = (order: ExistingOrder, { refund }: RefundMirrored): ExistingOrder => {
  const known = order.refunds.some(({ refundId }) => refundId === refund.refundId);
  const refunds = known ? order.refunds.map((old) => (old.refundId === refund.refundId ? refund : old)) : [...order.refunds, refund];
  return { ...order, refunds };
};

/** Seller orders follow by their own events, which the same write carries. */
const paid = (order: ExistingOrder, paidAt: Date): PaidOrder => ({ ...coreOf(order), status: 'paid', paidAt, sellerOrders: [] });

const next = (order: ExistingOrder, event: Exclude<OrderEvent, OrderPlaced>): ExistingOrder => {
  switch (event.type) {
    case 'OrderConfirmed':
      return { ...unpaidOf(order), status: 'confirmed', dueAt: event.dueAt };
    case 'PaymentInstructed':
      return { ...unpaidOf(order), status: 'awaiting_payment', payment: event.instructions };
    case 'OrderRejected':
      return { ...unpaidOf(order), status: 'rejected', rejection: event.rejection, endedAt: event.at };
    case 'OrderExpired':
      return { ...unpaidOf(order), status: 'expired', endedAt: event.at };
    case 'OrderCancelled':
      return { ...unpaidOf(order), status: 'cancelled', reason: event.reason, endedAt: event.at };
    case 'OrderPaid':
      return paid(order, event.at);
    case 'OrderClosed':
      return isPaid(order) ? { ...order, status: 'closed', outcome: event.outcome, closedAt: event.at } : order;
    case 'RefundMirrored':
      return mirrored(order, event);
    case 'SellerOrderOpened':
      return isPaid(order) ? { ...order, sellerOrders: [...order.sellerOrders, openSellerOrder(event)] } : order;
    case 'SellerOrderAccepted':
    case 'SellerOrderShipped':
    case 'SellerOrderDelivered':
    case 'SellerOrderContested':
    case 'DecisionProposed':
    case 'DecisionMade':
    case 'DecisionOverdue':
    case 'SellerOrderCompleted':
    case 'SellerOrderCancelled':
    case 'PickUpCodeMissed':
      return isPaid(order) ? { ...order, sellerOrders: evolveSellerOrder(order.sellerOrders, event) } : order;
    default:
      return assertNever(event);
  }
};

const repeatsRefundStep = (order: ExistingOrder, event: OrderEvent): boolean =>
  event.type === 'RefundMirrored' &&
  order.refunds.some(({ refundId, status }) => refundId === event.refund.refundId && status === event.refund.status);

const withEntry = (order: ExistingOrder, event: OrderEvent): ExistingOrder => {
  const entry = timelineEntryOf(event);
  return entry === undefined ? order : { ...order, timeline: [...order.timeline, entry] };
};

export const evolve = (order: Order, event: OrderEvent): Order => {
  if (event.type === 'OrderPlaced') return withEntry(placed(event), event);
  if (order.status === 'absent') return order;
  const after = next(order, event);
  // Payment reminds of a missing account for months; the timeline tells the step once.
  return repeatsRefundStep(order, event) ? after : withEntry(after, event);
};
