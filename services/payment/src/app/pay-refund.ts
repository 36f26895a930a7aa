import { decideRefundAnswer, decideRefundTry, decideRemindRefund, type RefundAnswer } from '../domain/pay-refund.ts';
import { chargeIdOf, isSettled, type Settled } from '../domain/payment.ts';
import { isPayable, refundKeyOf, type Refund } from '../domain/refund.ts';
import { returnCheckAt } from '../domain/schedule.ts';
import { decideWatchTransfer, type WatchAnswer } from '../domain/watch-transfer.ts';
import type { Deps, TransferAnswer, TransferName, Vault } from './ports.ts';

const alarmAfterMs = 86_400_000;

const answerOf: Readonly<Record<TransferAnswer['kind'], RefundAnswer['kind']>> = {
  accepted: 'accepted',
  paid: 'completed',
  refused: 'impossible',
  bounced: 'impossible',
  unknown: 'unanswered',
  unanswered: 'unanswered',
};

const refundAnswerOf = ({ kind, reference }: TransferAnswer): RefundAnswer => ({
  kind: answerOf[kind],
  ...(reference === undefined ? {} : { reference }),
});

const transferOf = (refund: Refund): TransferName => {
  const key = refundKeyOf(refund);
  return refund.reference === undefined ? { key } : { key, reference: refund.reference };
};

/** A transfer that the provider has forgotten is no transfer that came back: that is for a person to see. */
const watchAnswerOf = ({ kind }: TransferAnswer): WatchAnswer => {
  if (kind === 'bounced' || kind === 'refused') return { kind: 'returned' };
  return { kind: kind === 'paid' ? 'stands' : 'unanswered' };
};

/** The two roads of one try: back the way the money came, or to the account that the buyer named. */
const roads = ({ provider, vault }: RefundDeps) => {
  const send = async (payment: Settled, refund: Refund): Promise<RefundAnswer> => {
    const { refundId, amountRupiah, account } = refund;
    const key = refundKeyOf(refund);
    if (refund.road !== 'transfer') {
      return provider.refund({ chargeId: chargeIdOf(payment.paymentId, payment.attempt), key, amountRupiah, reason: refund.reason });
    }
    if (account === undefined) throw new Error(`${refundId} is transferred to no account.`);
    const { bank, holder } = account;
    return refundAnswerOf(await provider.transfer({ key, amountRupiah, bank, holder, number: vault.open(account.number, refundId) }));
  };

  const sendUnlessKnown = async (payment: Settled, refund: Refund): Promise<RefundAnswer> => {
    if (refund.road === 'transfer') {
      const answer = await provider.transferStatus(transferOf(refund));
      // What the provider has taken is not sent again, though it does not find it.
      return answer.kind === 'unknown' && refund.reference === undefined ? send(payment, refund) : refundAnswerOf(answer);
    }
    const status = await provider.status(chargeIdOf(payment.paymentId, payment.attempt));
    if (status.kind !== 'captured') return { kind: 'unanswered' };
    const known = status.refunds.find(({ key }) => key === refundKeyOf(refund));
    if (known === undefined) return send(payment, refund);
    return { kind: known.confirmed ? 'completed' : 'accepted' };
  };

  return { send, sendUnlessKnown };
};

export type RefundDeps = Deps & { readonly vault: Vault };

/** Pays one refund out: counts the try, asks what became of it, and repeats only what the provider doesn't know. */
export const payRefund = (deps: RefundDeps) => {
  const { payments, provider, alarms, now } = deps;
  const { send, sendUnlessKnown } = roads(deps);

  const warnWhenOverdue = (since: Date, refundId: string): void => {
    if (now().getTime() - since.getTime() > alarmAfterMs) alarms.overdue('refund', refundId);
  };

  const mark = async (payment: Settled, { refundId, tries }: Refund, answer: RefundAnswer): Promise<void> => {
    await payments.update(payment.paymentId, (current) => decideRefundAnswer(current, { refundId, tries, answer, at: now() }));
  };

  const begin = async (payment: Settled, { refundId }: Refund): Promise<void> => {
    const counted = await payments.update(payment.paymentId, (current) => decideRefundTry(current, { refundId, at: now() }));
    if (!counted.ok || !isSettled(counted.value)) return;
    const refund = counted.value.refunds.find((candidate) => candidate.refundId === refundId);
    if (refund?.status === 'processing') await mark(payment, refund, await send(payment, refund));
  };

  const remind = async ({ paymentId }: Settled, { refundId }: Refund): Promise<void> => {
    await payments.update(paymentId, (current) => decideRemindRefund(current, { refundId, at: now() }));
  };

  const goOn = async (payment: Settled, refund: Refund): Promise<void> => {
    const answer = await sendUnlessKnown(payment, refund);
    // The first try of this number, however often it was asked for since.
    if (answer.kind === 'unanswered' || answer.kind === 'accepted') warnWhenOverdue(refund.triedAt ?? refund.requestedAt, refund.refundId);
    await mark(payment, refund, answer);
  };

  const watch = async (payment: Settled, refund: Refund): Promise<void> => {
    const { refundId, tries, completedAt = now(), checks = 0 } = refund;
    const answer = watchAnswerOf(await provider.transferStatus(transferOf(refund)));
    if (answer.kind === 'unanswered') warnWhenOverdue(returnCheckAt(completedAt, checks) ?? now(), refundId);
    await payments.update(payment.paymentId, (current) => decideWatchTransfer(current, { refundId, tries, answer, at: now() }));
  };

  return async (payment: Settled, refund: Refund): Promise<void> => {
    if (refund.status === 'requested' || isPayable(refund, now())) return begin(payment, refund);
    if (refund.nextAt === undefined || now() < refund.nextAt) return;
    if (refund.status === 'account_needed') return remind(payment, refund);
    return refund.status === 'completed' ? watch(payment, refund) : goOn(payment, refund);
  };
};
