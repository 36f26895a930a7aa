import { hasEnded, type SellerOrder } from './seller-order.ts';
import { daysAfter } from './working-days.ts';

const SEEN_AFTER_END_DAYS = 30;

/** A seller sees whom it delivers to from the opening until 30 days after the end. */
export const sellerSeesRecipient = (sellerOrder: SellerOrder, at: Date): boolean => {
  const { progress } = sellerOrder;
  if (!hasEnded(sellerOrder) || !('endedAt' in progress)) return true;
  return daysAfter(progress.endedAt, SEEN_AFTER_END_DAYS) > at;
};
