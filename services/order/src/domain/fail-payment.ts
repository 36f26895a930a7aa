import { ok, type Result } from '@wadah/kit';
import type { Order } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';

/** The provider refused the charge, or another amount arrived, which payment refunds whole; either way the stock is given back. */
export const decideFailPayment = (order: Order, command: { readonly at: Date }): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  if (order.status !== 'confirmed' && order.status !== 'awaiting_payment') return ok([]);
  return ok([{ type: 'OrderCancelled', order: orderRefOf(order), reason: 'payment_failed', at: command.at }]);
};
