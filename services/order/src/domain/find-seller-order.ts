import { ok, reject, rejectWith, type Result } from '@wadah/kit';
import { isPaid, type ClosedOrder, type Order, type PaidOrder } from './order.ts';
import type { SellerOrder } from './seller-order.ts';

export type Found = { readonly order: PaidOrder | ClosedOrder; readonly sellerOrder: SellerOrder };

export const sellerOrderNotFound = () => reject('not_found', 'seller-order-not-found', 'No such seller order.');

/** Before payment there is no seller order, only a part of an order that may come to nothing. */
export const findSellerOrder = (order: Order, sellerOrderId: string): Result<Found> => {
  const sellerOrder = isPaid(order) ? order.sellerOrders.find((candidate) => candidate.sellerOrderId === sellerOrderId) : undefined;
  return isPaid(order) && sellerOrder !== undefined ? ok({ order, sellerOrder }) : sellerOrderNotFound();
};

/** What only the buyer may say; for everybody else it does not exist. */
export const findBought = (order: Order, { sellerOrderId, actorId }: { sellerOrderId: string; actorId: string }): Result<Found> => {
  const found = findSellerOrder(order, sellerOrderId);
  return found.ok && found.value.order.buyerId !== actorId ? sellerOrderNotFound() : found;
};

/** The refusal of a command that this state does not take. */
export const wrongState = ({ sellerOrder }: Found) =>
  rejectWith({
    kind: 'conflict',
    code: 'seller-order-state',
    detail: 'The seller order is in another state.',
    extra: { currentStatus: sellerOrder.progress.status },
  });
