import { ok, type Result } from '@wadah/kit';
import type { Order, OrderRejection } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';

/** Catalogue could not hold every line. */
export const decideRejectOrder = (
  order: Order,
  command: { readonly rejection: OrderRejection; readonly at: Date },
): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  if (order.status !== 'placed') return ok([]);
  return ok([{ type: 'OrderRejected', order: orderRefOf(order), rejection: command.rejection, at: command.at }]);
};
