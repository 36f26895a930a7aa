import { ok, type Result } from '@wadah/kit';
import type { Order, PaymentInstructions } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';

export type AwaitPayment = { readonly instructions: PaymentInstructions; readonly at: Date };

/** Instructions that come after the order has ended are for a charge that payment voids. */
export const decideAwaitPayment = (order: Order, command: AwaitPayment): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  if (order.status !== 'confirmed') return ok([]);
  return ok([{ type: 'PaymentInstructed', order: orderRefOf(order), instructions: command.instructions, at: command.at }]);
};
