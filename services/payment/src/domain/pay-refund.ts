import { ok, reject, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { aboutOf, isSettled, type Payment, type Settled } from './payment.ts';
import type { Refund } from './refund.ts';
import { leaseEnd, nextAskAt, reminderAt } from './schedule.ts';

/** What the provider says to a refund. `impossible`: it cannot send this money back the way it came. */
export type RefundAnswer = { readonly kind: 'completed' | 'accepted' | 'impossible' | 'unanswered' };

type OfRefund = { readonly refundId: string; readonly at: Date };

const find = (payment: Payment, refundId: string): { readonly payment: Settled; readonly refund: Refund } | undefined => {
  if (!isSettled(payment)) return undefined;
  const refund = payment.refunds.find((candidate) => candidate.refundId === refundId);
  return refund === undefined ? undefined : { payment, refund };
};

const stepOf = (payment: Settled, refund: Refund, at: Date) => ({
  about: aboutOf(payment),
  refundId: refund.refundId,
  ...(refund.sellerOrderId === undefined ? {} : { sellerOrderId: refund.sellerOrderId }),
  amountRupiah: refund.amountRupiah,
  at,
});

/** Counts the first try before the provider is asked to pay. Refused to everybody but the one who counts it, since only that one may pay unasked. */
export const decideRefundTry = (payment: Payment, { refundId, at }: OfRefund): Result<readonly PaymentEvent[]> => {
  const found = find(payment, refundId);
  if (found === undefined) return reject('not_found', 'refund-not-found', 'No such refund.');
  if (found.refund.status !== 'requested') return reject('conflict', 'refund-under-way', 'This refund is being paid already.');
  return ok([{ type: 'RefundTried', ...stepOf(found.payment, found.refund, at), nextAt: leaseEnd(at) }]);
};

/** Marks what the provider answered to try `tries`; an answer to an older try changes nothing. */
export const decideRefundAnswer = (
  payment: Payment,
  { refundId, tries, answer, at }: OfRefund & { readonly tries: number; readonly answer: RefundAnswer },
): Result<readonly PaymentEvent[]> => {
  const found = find(payment, refundId);
  if (found === undefined || found.refund.status !== 'processing' || found.refund.tries !== tries) return ok([]);
  const step = stepOf(found.payment, found.refund, at);
  switch (answer.kind) {
    case 'completed':
      return ok([{ type: 'RefundCompleted', ...step, tries }]);
    case 'impossible':
      return ok([{ type: 'RefundAccountNeeded', ...step, nextAt: reminderAt(at, 0) }]);
    case 'accepted':
    case 'unanswered':
      return ok([{ type: 'RefundAsked', refundId, nextAt: nextAskAt(at, found.refund.asks) }]);
  }
};

/** The buyer still owes an account to be paid to: said again when its date has come. */
export const decideRemindRefund = (payment: Payment, { refundId, at }: OfRefund): Result<readonly PaymentEvent[]> => {
  const found = find(payment, refundId);
  if (found?.refund.status !== 'account_needed' || found.refund.nextAt === undefined || at < found.refund.nextAt) return ok([]);
  const nextAt = reminderAt(at, found.refund.reminders + 1);
  return ok([{ type: 'RefundAccountNeeded', ...stepOf(found.payment, found.refund, at), nextAt }]);
};
