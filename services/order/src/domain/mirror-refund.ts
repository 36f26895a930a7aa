import { ok, type Result } from '@wadah/kit';
import type { Order, Refund } from './order.ts';
import { orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';

/** A refund keeps its own state and does not hold the order open; the order only shows it. A sent-back one may leave `completed` again. */
export const decideMirrorRefund = (
  order: Order,
  command: { readonly refund: Refund; readonly at: Date },
): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  const known = order.refunds.find(({ refundId }) => refundId === command.refund.refundId);
  if (known !== undefined && known.sequence >= command.refund.sequence) return ok([]);
  return ok([{ type: 'RefundMirrored', order: orderRefOf(order), refund: command.refund, at: command.at }]);
};
