import { ok, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { cancelled } from './end-seller-order.ts';
import { findBought, wrongState } from './find-seller-order.ts';
import type { Order } from './order.ts';
import type { OrderEvent } from './order-event.ts';

export type WithdrawSellerOrder = { readonly sellerOrderId: string; readonly actorId: string; readonly at: Date };

/** The buyer changes their mind while the seller has not said yes; the other sellers' parts go on. */
export const decideWithdrawSellerOrder = (order: Order, command: WithdrawSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findBought(order, command);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  const { progress } = sellerOrder;
  if (progress.status === 'cancelled' && progress.reason === 'buyer_withdrew') return ok([]);
  if (existing.status !== 'paid' || progress.status !== 'opened') return wrongState(found.value);
  const { at } = command;
  return ok(withClosing(existing, [cancelled(existing, sellerOrder, { reason: 'buyer_withdrew', countedAgainstSeller: false, at })]));
};
