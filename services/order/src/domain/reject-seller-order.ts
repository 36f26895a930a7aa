import { ok, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { cancelled } from './end-seller-order.ts';
import { findSellerOrder, wrongState } from './find-seller-order.ts';
import type { Order } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import type { RejectionReason } from './seller-order.ts';

export type RejectSellerOrder = { readonly sellerOrderId: string; readonly reason: RejectionReason; readonly at: Date };

/** The seller can't deliver after all; who had said yes before has it counted against them. */
export const decideRejectSellerOrder = (order: Order, command: RejectSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  const { progress } = sellerOrder;
  if (progress.status === 'cancelled' && progress.reason === command.reason) return ok([]);
  if (existing.status !== 'paid' || (progress.status !== 'opened' && progress.status !== 'accepted')) return wrongState(found.value);
  const { reason, at } = command;
  return ok(
    withClosing(existing, [cancelled(existing, sellerOrder, { reason, countedAgainstSeller: progress.status === 'accepted', at })]),
  );
};
