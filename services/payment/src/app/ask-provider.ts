import { chargeIdOf, type Payment } from '../domain/payment.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import { recheckAt } from '../domain/schedule.ts';
import { decideSettle } from '../domain/settle.ts';
import type { CancelAnswer, Deps, Provider } from './ports.ts';

type Known = Exclude<Payment, { status: 'absent' | 'barred' }>;

const daySeconds = 86_400;

/** The word on a charge that was taken back: where it was too late for that, its status. */
export const takenBack = async (provider: Provider, chargeId: string, take: () => Promise<CancelAnswer>): Promise<ProviderAnswer> => {
  const { kind } = await take();
  return kind === 'not_pending' ? provider.status(chargeId) : { kind };
};

/** Before its time is over a payment waits for the buyer, and the provider owes nothing. */
const owedSince = (payment: Known): Date => {
  switch (payment.status) {
    case 'voiding':
      return payment.voidingSince ?? payment.lastTryAt;
    case 'expired':
    case 'voided':
    case 'failed':
      return recheckAt(payment.endedAt, payment.rechecks) ?? payment.endedAt;
    default:
      return payment.expiresAt;
  }
};

const warnWhenOverdue = ({ alarms, now }: Deps, payment: Known, answer: ProviderAnswer): void => {
  const owedSeconds = (now().getTime() - owedSince(payment).getTime()) / 1_000;
  if (answer.kind === 'unanswered' && owedSeconds > daySeconds) {
    alarms.overdue(payment.status === 'voiding' ? 'void' : 'payment', payment.paymentId);
  }
};

export type AskProvider = (payment: Known, attempt?: number) => Promise<void>;

/** Asks the provider how a charge is and takes over what it says. A buyer's time that is over ends only after this question. */
export const askProvider =
  (deps: Deps): AskProvider =>
  async (payment, attempt = payment.attempt) => {
    const { payments, provider, now } = deps;
    const { paymentId } = payment;
    const chargeId = chargeIdOf(paymentId, attempt);
    let answer = await provider.status(chargeId);
    if (payment.status === 'awaiting' && answer.kind === 'pending' && now() >= payment.expiresAt) {
      answer = await takenBack(provider, chargeId, () => provider.expire(chargeId));
    }
    warnWhenOverdue(deps, payment, answer);
    await payments.update(paymentId, (current) => decideSettle(current, { answer, attempt, at: now() }));
    // An earlier charge was paid after all, so the one that replaced it must not be.
    if (answer.kind === 'captured' && attempt < payment.attempt) await provider.cancel(chargeIdOf(paymentId, payment.attempt));
  };

/** Takes a charge back after its order has ended. */
export const voidCharge =
  (deps: Deps) =>
  async (payment: Known): Promise<void> => {
    const { payments, provider, now } = deps;
    const { paymentId, attempt } = payment;
    const chargeId = chargeIdOf(paymentId, attempt);
    const answer = await takenBack(provider, chargeId, () => provider.cancel(chargeId));
    warnWhenOverdue(deps, payment, answer);
    await payments.update(paymentId, (current) => decideSettle(current, { answer, attempt, at: now() }));
  };
