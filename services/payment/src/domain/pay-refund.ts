import { ok, reject, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { findRefund, stepOf } from './find-refund.ts';
import type { Payment } from './payment.ts';
import { isPayable } from './refund.ts';
import { leaseEnd, nextAskAt, reminderAt, returnCheckAt } from './schedule.ts';

/**
 * What the provider says to a try. `impossible`: it cannot send this money back the way it came, or not to that account. `reference` is its own
 * number of a transfer that it took.
 */
export type RefundAnswer = { readonly kind: 'completed' | 'accepted' | 'impossible' | 'unanswered'; readonly reference?: string };

type OfRefund = { readonly refundId: string; readonly at: Date };

/** Counts a try before the provider is asked to pay. Refused to everybody but the one who counts it, since only that one may pay unasked. */
export const decideRefundTry = (payment: Payment, { refundId, at }: OfRefund): Result<readonly PaymentEvent[]> => {
  const found = findRefund(payment, refundId);
  if (found === undefined) return reject('not_found', 'refund-not-found', 'No such refund.');
  const isFirst = found.refund.status === 'requested';
  if (!isFirst && !isPayable(found.refund, at)) return reject('conflict', 'refund-under-way', 'This refund is being paid already.');
  const road = isFirst ? 'provider' : 'transfer';
  return ok([{ type: 'RefundTried', ...stepOf(found, at), road, nextAt: leaseEnd(at) }]);
};

/** Marks what the provider answered to try `tries`; an answer to an older try changes nothing. */
export const decideRefundAnswer = (
  payment: Payment,
  { refundId, tries, answer, at }: OfRefund & { readonly tries: number; readonly answer: RefundAnswer },
): Result<readonly PaymentEvent[]> => {
  const found = findRefund(payment, refundId);
  if (found === undefined || found.refund.status !== 'processing' || found.refund.tries !== tries) return ok([]);
  const step = stepOf(found, at);
  const known = answer.reference === undefined ? {} : { reference: answer.reference };
  switch (answer.kind) {
    case 'completed': {
      const nextAt = found.refund.road === 'transfer' ? returnCheckAt(at, 0) : undefined;
      return ok([{ type: 'RefundCompleted', ...step, tries, ...known, ...(nextAt === undefined ? {} : { nextAt }) }]);
    }
    case 'impossible':
      return ok([{ type: 'RefundAccountNeeded', ...step, nextAt: reminderAt(at, 0) }]);
    case 'accepted':
    case 'unanswered':
      return ok([{ type: 'RefundAsked', refundId, ...known, nextAt: nextAskAt(at, found.refund.asks) }]);
  }
};

/** The buyer still owes an account to be paid to, or it is still held: said again when its date has come. */
export const decideRemindRefund = (payment: Payment, { refundId, at }: OfRefund): Result<readonly PaymentEvent[]> => {
  const found = findRefund(payment, refundId);
  if (found?.refund.status !== 'account_needed' || found.refund.nextAt === undefined || at < found.refund.nextAt) return ok([]);
  const nextAt = reminderAt(at, found.refund.reminders + 1);
  return ok([{ type: 'RefundAccountNeeded', ...stepOf(found, at), nextAt }]);
};
