import { ok, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { completed } from './end-seller-order.ts';
import { findSellerOrder, sellerOrderNotFound, wrongState } from './find-seller-order.ts';
import type { Order } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import { isCollected, type SellerOrder } from './seller-order.ts';

export type ReceiveSellerOrder = { readonly sellerOrderId: string; readonly actorId: string; readonly at: Date };

const isOpenToReceipt = (sellerOrder: SellerOrder): boolean => {
  const { status } = sellerOrder.progress;
  return status === 'shipped' || status === 'delivered' || (status === 'accepted' && isCollected(sellerOrder));
};

/** The buyer's word ends the seller order at once. A contested one moves by an operator's decision only. */
export const decideReceiveSellerOrder = (order: Order, command: ReceiveSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  if (existing.buyerId !== command.actorId) return sellerOrderNotFound();
  if (sellerOrder.progress.status === 'completed') return ok([]);
  if (existing.status !== 'paid' || !isOpenToReceipt(sellerOrder)) return wrongState(found.value);
  return ok(withClosing(existing, [completed(existing, sellerOrder, { by: 'receipt', at: command.at })]));
};
