import { ok, type Result } from '@wadah/kit';
import { serviceBeginsAt, tooEarly } from './deliver-seller-order.ts';
import { findBought, wrongState } from './find-seller-order.ts';
import type { Order, PaidOrder } from './order.ts';
import { orderRefOf, partRefOf, type OrderEvent, type SellerOrderContested } from './order-event.ts';
import { isOpenToBuyersWord, type Contest, type SellerOrder } from './seller-order.ts';
import { decisionRemindedAt } from './waits.ts';

export type ContestSellerOrder = {
  readonly sellerOrderId: string;
  readonly actorId: string;
  readonly note: string;
  readonly at: Date;
};

/** Stops every clock of the seller order: from here only an operator's decision moves it. */
export const contested = (order: PaidOrder, sellerOrder: SellerOrder, contest: Contest): SellerOrderContested => ({
  type: 'SellerOrderContested',
  order: orderRefOf(order),
  part: partRefOf(sellerOrder),
  ...contest,
  remindAt: decisionRemindedAt(contest.at),
});

/** The buyer says that it did not come. What is given on a date can't be missing before that date. */
export const decideContestSellerOrder = (order: Order, command: ContestSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findBought(order, command);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  const { progress } = sellerOrder;
  if (progress.status === 'contested' && progress.reason === 'not_received') return ok([]);
  if (existing.status !== 'paid' || !isOpenToBuyersWord(sellerOrder)) return wrongState(found.value);
  const { note, at } = command;
  const beginsAt = serviceBeginsAt(sellerOrder);
  if (beginsAt !== undefined && at < beginsAt) return tooEarly(beginsAt);
  return ok([contested(existing, sellerOrder, { reason: 'not_received', note, at })]);
};
