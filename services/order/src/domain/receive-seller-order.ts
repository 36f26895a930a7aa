import { ok, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { completed } from './end-seller-order.ts';
import { findBought, wrongState } from './find-seller-order.ts';
import type { Order } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import { isOpenToBuyersWord } from './seller-order.ts';

export type ReceiveSellerOrder = { readonly sellerOrderId: string; readonly actorId: string; readonly at: Date };

/** The buyer's word ends the seller order at once. A contested one moves by an operator's decision only. */
export const decideReceiveSellerOrder = (order: Order, command: ReceiveSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findBought(order, command);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  if (sellerOrder.progress.status === 'completed') return ok([]);
  if (existing.status !== 'paid' || !isOpenToBuyersWord(sellerOrder)) return wrongState(found.value);
  return ok(withClosing(existing, [completed(existing, sellerOrder, { by: 'receipt', at: command.at })]));
};
