import { ok, type Result } from '@wadah/kit';
import type { Order } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';

/** Payment asked the provider first, so a payment that arrived in the last second is not lost by this. */
export const decideExpireOrder = (order: Order, command: { readonly at: Date }): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  if (order.status !== 'confirmed' && order.status !== 'awaiting_payment') return ok([]);
  return ok([{ type: 'OrderExpired', order: orderRefOf(order), at: command.at }]);
};
