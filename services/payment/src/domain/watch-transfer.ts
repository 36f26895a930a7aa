import { assertNever, ok, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { findRefund, stepOf } from './find-refund.ts';
import type { Payment } from './payment.ts';
import type { Refund } from './refund.ts';
import { owedAskAt, reminderAt, returnCheckAt } from './schedule.ts';

/** How the provider has a transfer that it reported paid out. */
export type WatchAnswer = { readonly kind: 'stands' | 'returned' | 'unanswered' };

type Watched = { readonly refundId: string; readonly tries: number; readonly answer: WatchAnswer; readonly at: Date };

const watchedAgain = ({ refundId, completedAt, checks = 0 }: Refund): PaymentEvent => {
  const nextAt = completedAt === undefined ? undefined : returnCheckAt(completedAt, checks + 1);
  return { type: 'RefundWatched', refundId, checks: checks + 1, ...(nextAt === undefined ? {} : { nextAt }) };
};

/** The bank may send money back after it was paid out; then it is owed again, to an account that the buyer has yet to name. */
export const decideWatchTransfer = (payment: Payment, { refundId, tries, answer, at }: Watched): Result<readonly PaymentEvent[]> => {
  const found = findRefund(payment, refundId);
  if (found?.refund.status !== 'completed' || found.refund.road !== 'transfer' || found.refund.tries !== tries) return ok([]);
  const { refund } = found;
  switch (answer.kind) {
    case 'returned':
      return ok([{ type: 'RefundReturned', ...stepOf(found, at), tries, nextAt: reminderAt(at, 0) }]);
    case 'stands':
      return ok([watchedAgain(refund)]);
    case 'unanswered': {
      // A date on which the provider gave no answer is not used up.
      const { checks = 0, nextAt = at, completedAt = nextAt } = refund;
      const due = returnCheckAt(completedAt, checks) ?? nextAt;
      return ok([{ type: 'RefundWatched', refundId, checks, nextAt: owedAskAt(at, due) }]);
    }
    default:
      return assertNever(answer.kind);
  }
};
