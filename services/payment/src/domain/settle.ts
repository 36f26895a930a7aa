import { assertNever, idLike, ok, type Result } from '@wadah/kit';
import { instructed } from './charge.ts';
import type { PaymentEvent } from './events.ts';
import { aboutOf, isSettled, type Awaiting, type Charging, type Ended, type Payment, type Voiding } from './payment.ts';
import type { ProviderAnswer } from './provider-answer.ts';
import type { RefundReason } from './refund.ts';
import { chargeNeverArrivedAt, leaseEnd, nextAskAt, owedAskAt, recheckAt } from './schedule.ts';

type Open = Charging | Awaiting | Voiding | Ended;

/** `attempt` is the charge that was asked about; hooks of an earlier one may still come. */
type Answered = { readonly answer: ProviderAnswer; readonly attempt: number; readonly at: Date };

type Whole = { readonly amountRupiah: number; readonly reason: RefundReason; readonly at: Date };

const refundWhole = (payment: Open, { amountRupiah, reason, at }: Whole): PaymentEvent => ({
  type: 'RefundRequested',
  about: aboutOf(payment),
  refundId: idLike('ref', payment.paymentId),
  amountRupiah,
  reason,
  parts: [],
  at,
  nextAt: leaseEnd(at),
});

const whyWhole = (status: Open['status']): RefundReason => (status === 'voiding' || status === 'voided' ? 'order_ended' : 'late_capture');

/** The money is there: in time, too late for an order that has ended, or in another amount than was asked. */
const capture = (payment: Open, amountRupiah: number, { attempt, at }: Answered): readonly PaymentEvent[] => {
  const about = aboutOf(payment);
  const inTime = payment.status === 'charging' || payment.status === 'awaiting';
  if (amountRupiah !== payment.amountRupiah) {
    const refund = refundWhole(payment, { amountRupiah, reason: 'amount_mismatch', at });
    return [{ type: 'CaptureMismatched', about, amountRupiah, attempt, tellsOrder: inTime, at }, refund];
  }
  const parts = payment.parts.map(({ escrow: _, ...part }) => part);
  const captured: PaymentEvent = { type: 'PaymentCaptured', about, amountRupiah, attempt, late: !inTime, parts, at };
  return inTime ? [captured] : [captured, refundWhole(payment, { amountRupiah, reason: whyWhole(payment.status), at })];
};

const askOpenAt = (payment: Awaiting | Voiding, at: Date): Date => {
  const next = nextAskAt(at, payment.asks + 1);
  if (payment.status === 'voiding') return next;
  // The order waits for this answer now, so it is not asked for as rarely as the buyer's money was.
  if (at >= payment.expiresAt) return owedAskAt(at, payment.expiresAt);
  return next < payment.expiresAt ? next : payment.expiresAt;
};

/** A date on which the provider gave no answer is not used up: the money that it should find may be there. */
const recheckAgain = ({ endedAt, rechecks }: Ended, { answer, at }: Answered): PaymentEvent => {
  const due = recheckAt(endedAt, rechecks);
  if (answer.kind === 'unanswered' && due !== undefined) return { type: 'ProviderMissed', nextAt: owedAskAt(at, due) };
  const next = recheckAt(endedAt, rechecks + 1);
  return next === undefined ? { type: 'ProviderAsked' } : { type: 'ProviderAsked', nextAt: next };
};

/** Asked in vain. A hook may ask between two dates of our own; then the schedule stays as it is. */
const askAgain = (payment: Exclude<Open, Charging>, answered: Answered): readonly PaymentEvent[] => {
  const { at } = answered;
  if (payment.nextAt === undefined || at < payment.nextAt) return [];
  if (payment.status !== 'awaiting' && payment.status !== 'voiding') return [recheckAgain(payment, answered)];
  return [{ type: 'ProviderAsked', nextAt: askOpenAt(payment, at) }];
};

const settleCharging = (payment: Charging, { answer, at }: Answered): readonly PaymentEvent[] => {
  switch (answer.kind) {
    case 'pending':
      return answer.instructions === undefined ? [] : [instructed(payment, answer.instructions, at)];
    case 'denied':
      return [{ type: 'PaymentFailed', about: aboutOf(payment), at }];
    case 'expired':
      return [{ type: 'PaymentExpired', about: aboutOf(payment), at }];
    default:
      // Cancelled by ourselves, unknown or silent: the next try goes on from there.
      return at < payment.expiresAt ? [] : expireSilently(payment, { answer, at });
  }
};

const expireSilently = (payment: Charging | Awaiting, { answer, at }: Pick<Answered, 'answer' | 'at'>): readonly PaymentEvent[] =>
  answer.kind === 'unknown' || answer.kind === 'cancelled' ? [{ type: 'PaymentExpired', about: aboutOf(payment), at }] : [];

const settleAwaiting = (payment: Awaiting, answered: Answered): readonly PaymentEvent[] => {
  const { answer, at } = answered;
  switch (answer.kind) {
    case 'expired':
      return [{ type: 'PaymentExpired', about: aboutOf(payment), at }];
    case 'denied':
    case 'cancelled':
      return [{ type: 'PaymentFailed', about: aboutOf(payment), at }];
    case 'unknown':
      return at < payment.expiresAt ? askAgain(payment, answered) : expireSilently(payment, answered);
    default:
      return askAgain(payment, answered);
  }
};

const settleVoiding = (payment: Voiding, answered: Answered): readonly PaymentEvent[] => {
  const { answer, at } = answered;
  switch (answer.kind) {
    case 'expired':
    case 'cancelled':
    case 'denied':
      return [{ type: 'PaymentVoided', at }];
    case 'unknown':
      return at < chargeNeverArrivedAt(payment.lastTryAt) ? askAgain(payment, answered) : [{ type: 'PaymentVoided', at }];
    default:
      return askAgain(payment, answered);
  }
};

const settleOpen = (payment: Open, answered: Answered): readonly PaymentEvent[] => {
  const { answer, attempt } = answered;
  if (answer.kind === 'captured') return capture(payment, answer.amountRupiah, answered);
  // Of an earlier charge only money counts: it was taken back by ourselves.
  if (attempt < payment.attempt) return [];
  switch (payment.status) {
    case 'charging':
      return settleCharging(payment, answered);
    case 'awaiting':
      return settleAwaiting(payment, answered);
    case 'voiding':
      return settleVoiding(payment, answered);
    case 'expired':
    case 'voided':
    case 'failed':
      return askAgain(payment, answered);
    default:
      return assertNever(payment);
  }
};

/** What the provider's word changes. It never moves a payment back: money that is there stays there, whatever comes later. */
export const decideSettle = (payment: Payment, answered: Answered): Result<readonly PaymentEvent[]> =>
  payment.status === 'absent' || payment.status === 'barred' || isSettled(payment) ? ok([]) : ok(settleOpen(payment, answered));
