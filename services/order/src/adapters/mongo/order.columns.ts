import type { Columns } from '@wadah/mongo';
import { deadlineOf } from '../../domain/deadline.ts';
import { hasEndedUnpaid, isPaid, type Order } from '../../domain/order.ts';
import type { SellerOrder } from '../../domain/seller-order.ts';

export const sellerStatusKey = (sellerId: string, status: string): string => `${sellerId}:${status}`;

/** One array serves three look-ups: by seller, by seller and status, and by seller order. */
const keysOf = ({ sellerId, sellerOrderId, progress }: SellerOrder): readonly string[] => [
  sellerId,
  sellerStatusKey(sellerId, progress.status),
  sellerOrderId,
];

/** Sorts by time, then by id; the queue of contested ones is read in this order. */
export const contestedKey = (contestedAt: Date, sellerOrderId: string): string => `${contestedAt.toISOString()} ${sellerOrderId}`;

const contestedKeyOf = ({ sellerOrderId, progress, contest }: SellerOrder): readonly string[] =>
  progress.status === 'contested' && contest !== undefined ? [contestedKey(contest.at, sellerOrderId)] : [];

/** Absent while there is none: a unique index over an empty array would let one order in. */
const filled = (values: readonly string[]): readonly string[] | undefined => (values.length === 0 ? undefined : [...new Set(values)]);

/** What indexes need beside the state, derived by every write. */
export const orderColumns = (order: Order): Columns => {
  const sellerOrders = isPaid(order) ? order.sellerOrders : [];
  return {
    deadlineAt: deadlineOf(order),
    takenCart: order.status === 'absent' || hasEndedUnpaid(order) ? undefined : order.cartId,
    trackingNumbers: filled(sellerOrders.flatMap(({ shipment }) => shipment?.trackingNumber ?? [])),
    contestedKeys: filled(sellerOrders.flatMap(contestedKeyOf)),
    sellerKeys: filled(sellerOrders.flatMap(keysOf)),
  };
};
