import { ok, type Result } from '@wadah/kit';
import { findSellerOrder, wrongState } from './find-seller-order.ts';
import type { Order } from './order.ts';
import { orderRefOf, partRefOf, type OrderEvent } from './order-event.ts';
import { handOverDueAt } from './waits.ts';

export type AcceptSellerOrder = { readonly sellerOrderId: string; readonly at: Date };

export const decideAcceptSellerOrder = (order: Order, command: AcceptSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { sellerOrder } = found.value;
  if (sellerOrder.progress.status === 'accepted') return ok([]);
  if (sellerOrder.progress.status !== 'opened') return wrongState(found.value);
  const dueAt = handOverDueAt(sellerOrder, command.at);
  return ok([{ type: 'SellerOrderAccepted', order: orderRefOf(found.value.order), part: partRefOf(sellerOrder), dueAt, at: command.at }]);
};
