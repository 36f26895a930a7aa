import { decideRefundAnswer, decideRefundTry, decideRemindRefund, type RefundAnswer } from '../domain/pay-refund.ts';
import { chargeIdOf, isSettled, type Settled } from '../domain/payment.ts';
import { refundKeyOf, type Refund } from '../domain/refund.ts';
import type { Deps } from './ports.ts';

const alarmAfterMs = 86_400_000;

/** Pays one refund out by the way the money came: counts the try, asks what became of it, and repeats only what the provider doesn't know. */
export const payRefund = (deps: Deps) => {
  const { payments, provider, alarms, now } = deps;

  const pay = (payment: Settled, refund: Refund): Promise<RefundAnswer> => {
    const chargeId = chargeIdOf(payment.paymentId, payment.attempt);
    return provider.refund({ chargeId, key: refundKeyOf(refund), amountRupiah: refund.amountRupiah, reason: refund.reason });
  };

  const askOrPay = async (payment: Settled, refund: Refund): Promise<RefundAnswer> => {
    const status = await provider.status(chargeIdOf(payment.paymentId, payment.attempt));
    if (status.kind !== 'captured') return { kind: 'unanswered' };
    const known = status.refunds.find(({ key }) => key === refundKeyOf(refund));
    if (known === undefined) return pay(payment, refund);
    return { kind: known.confirmed ? 'completed' : 'accepted' };
  };

  const mark = async (payment: Settled, { refundId, tries }: Refund, answer: RefundAnswer): Promise<void> => {
    await payments.update(payment.paymentId, (current) => decideRefundAnswer(current, { refundId, tries, answer, at: now() }));
  };

  const begin = async (payment: Settled, { refundId }: Refund): Promise<void> => {
    const counted = await payments.update(payment.paymentId, (current) => decideRefundTry(current, { refundId, at: now() }));
    if (!counted.ok || !isSettled(counted.value)) return;
    const refund = counted.value.refunds.find((candidate) => candidate.refundId === refundId);
    if (refund?.status === 'processing') await mark(payment, refund, await pay(payment, refund));
  };

  return async (payment: Settled, refund: Refund): Promise<void> => {
    if (refund.status === 'requested') return begin(payment, refund);
    if (refund.nextAt === undefined || now() < refund.nextAt) return;
    if (refund.status === 'account_needed') {
      await payments.update(payment.paymentId, (current) => decideRemindRefund(current, { refundId: refund.refundId, at: now() }));
      return;
    }
    if (now().getTime() - refund.requestedAt.getTime() > alarmAfterMs) alarms.overdue('refund', refund.refundId);
    await mark(payment, refund, await askOrPay(payment, refund));
  };
};
