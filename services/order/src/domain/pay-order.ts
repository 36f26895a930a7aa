import { ok, reject, type Result } from '@wadah/kit';
import type { Order } from './order.ts';
import { amountsOf, orderRefOf, type OrderEvent } from './order-event.ts';
import { orderNotFound } from './order-not-found.ts';
import { acceptanceDueAt } from './waits.ts';

export type PayOrder = { readonly paymentId: string; readonly amountRupiah: number; readonly late: boolean; readonly at: Date };

/** Paid and its seller orders are one write: nobody sees a paid order without them. */
export const decidePayOrder = (order: Order, command: PayOrder): Result<readonly OrderEvent[]> => {
  if (order.status === 'absent') return orderNotFound();
  // Money for an order that has ended, or that came late, is refunded whole by payment.
  if (command.late || (order.status !== 'confirmed' && order.status !== 'awaiting_payment')) return ok([]);
  if (command.amountRupiah !== order.totalRupiah)
    return reject('conflict', 'amount-differs', 'The captured amount is not the total of the order.');
  const { paymentId, at } = command;
  return ok([
    {
      type: 'OrderPaid',
      order: orderRefOf(order),
      paymentId,
      totalRupiah: order.totalRupiah,
      amounts: order.parts.map(amountsOf),
      at,
    },
    ...order.parts.map((part) => ({ type: 'SellerOrderOpened' as const, order: orderRefOf(order), part, dueAt: acceptanceDueAt(at), at })),
  ]);
};
