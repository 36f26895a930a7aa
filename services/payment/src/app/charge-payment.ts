import { decideChargeRefused, decideChargeTry, decideInstruct } from '../domain/charge.ts';
import { chargeIdOf, type Charging, type Payment } from '../domain/payment.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import { decideSettle } from '../domain/settle.ts';
import type { ChargeAnswer, Deps } from './ports.ts';

const alarmAfterMs = 86_400_000;

/** Whether the payment took this very charge over; where it has moved on, the caller takes the charge back. */
const isTaken = (payment: Payment, attempt: number): boolean =>
  (payment.status === 'awaiting' || payment.status === 'captured') && payment.attempt === attempt;

type Made = { readonly paymentId: string; readonly attempt: number };

/**
 * Makes the charge whose intent is written. The write that intends it has counted the first try, so that one is made at once; every later
 * try is counted first and asks what became of those before.
 */
export const chargePayment = (deps: Deps) => {
  const { payments, provider, alarms, now } = deps;

  const mark = async ({ paymentId, attempt }: Made, answer: ChargeAnswer): Promise<void> => {
    if (answer.kind === 'refused') await payments.update(paymentId, (current) => decideChargeRefused(current, { attempt, at: now() }));
    if (answer.kind !== 'pending') return;
    const { instructions } = answer;
    const marked = await payments.update(paymentId, (current) => decideInstruct(current, { instructions, attempt, at: now() }));
    if (!marked.ok || !isTaken(marked.value, attempt)) await provider.cancel(chargeIdOf(paymentId, attempt));
  };

  const chargeAs = async (payment: Charging, attempt: number): Promise<void> => {
    const { paymentId, method, amountRupiah, requestedAt, expiresAt } = payment;
    const answer = await provider.charge({ chargeId: chargeIdOf(paymentId, attempt), method, amountRupiah, requestedAt, expiresAt });
    await mark({ paymentId, attempt }, answer);
  };

  /** A charge whose answer was lost and can't be had again, as a QR code's, is taken back before another is made in its place. */
  const nextAttempt = async (payment: Charging, chargeId: string, answer: ProviderAnswer): Promise<number | undefined> => {
    if (answer.kind === 'unknown') return payment.attempt;
    if (answer.kind === 'cancelled') return payment.attempt + 1;
    if (answer.kind !== 'pending' || answer.instructions !== undefined) return undefined;
    return (await provider.cancel(chargeId)).kind === 'cancelled' ? payment.attempt + 1 : undefined;
  };

  const countTry = (payment: Charging, attempt: number) =>
    payments.update(payment.paymentId, (current) => decideChargeTry(current, { attempt, at: now() }));

  const tryAgain = async (payment: Charging): Promise<void> => {
    const counted = await countTry(payment, payment.attempt);
    if (!counted.ok || counted.value.status !== 'charging') return;
    const { paymentId, attempt } = counted.value;
    const chargeId = chargeIdOf(paymentId, attempt);
    const answer = await provider.status(chargeId);
    const settled = await payments.update(paymentId, (current) => decideSettle(current, { answer, attempt, at: now() }));
    if (!settled.ok || settled.value.status !== 'charging' || now() >= settled.value.expiresAt) return;
    const next = await nextAttempt(settled.value, chargeId, answer);
    if (next === undefined) return;
    const ready = next === attempt ? settled : await countTry(settled.value, next);
    if (ready.ok && ready.value.status === 'charging') await chargeAs(ready.value, next);
  };

  return async (payment: Charging): Promise<void> => {
    if (now().getTime() - payment.requestedAt.getTime() > alarmAfterMs) alarms.overdue('charge', payment.paymentId);
    const isFirst = payment.tries === 1 && now() < payment.nextAt;
    await (isFirst ? chargeAs(payment, payment.attempt) : tryAgain(payment));
  };
};
