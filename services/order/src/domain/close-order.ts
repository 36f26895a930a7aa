import { evolve } from './evolve.ts';
import type { Order, Outcome } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { hasEnded, type SellerOrder } from './seller-order.ts';

const outcomeOf = (sellerOrders: readonly SellerOrder[]): Outcome => {
  const completed = sellerOrders.filter(({ progress }) => progress.status === 'completed').length;
  if (completed === sellerOrders.length) return 'completed';
  return completed === 0 ? 'refunded' : 'partly_refunded';
};

/** Adds the closing where these events end the last seller order: the write that ends it closes the order too. */
export const withClosing = (order: Order, events: readonly OrderEvent[]): readonly OrderEvent[] => {
  const last = events.at(-1);
  const after = events.reduce(evolve, order);
  if (last === undefined || after.status !== 'paid' || !after.sellerOrders.every(hasEnded)) return events;
  return [...events, { type: 'OrderClosed', order: orderRefOf(after), outcome: outcomeOf(after.sellerOrders), at: last.at }];
};
