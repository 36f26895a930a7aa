import { assertNever, ok, rejectWith, type Result } from '@wadah/kit';
import type { Order } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';

export type CancelOrder = { readonly actorId: string; readonly at: Date };

export const decideCancelOrder = (order: Order, command: CancelOrder): Result<readonly OrderEvent[]> => {
  // A stranger must not learn that the order exists, so both cases answer alike.
  if (order.status === 'absent' || order.buyerId !== command.actorId) return orderNotFound();
  switch (order.status) {
    case 'cancelled':
      return ok([]); // Asking twice is not an error.
    case 'expired':
    case 'rejected':
      return rejectWith({
        kind: 'conflict',
        code: 'order-state',
        detail: 'The order has ended already.',
        extra: { currentStatus: order.status },
      });
    // Money goes back by one road only, the seller orders; an order that refunded too would pay twice.
    case 'paid':
    case 'closed':
      return rejectWith({
        kind: 'conflict',
        code: 'order-already-paid',
        detail: 'A paid order is cancelled seller by seller.',
        extra: { currentStatus: order.status },
      });
    case 'placed':
    case 'confirmed':
    case 'awaiting_payment':
      return ok([{ type: 'OrderCancelled', order: orderRefOf(order), reason: 'buyer_request', at: command.at }]);
    default:
      return assertNever(order);
  }
};
