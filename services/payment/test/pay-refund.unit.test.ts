import { payRefund, type RefundDeps } from '../src/app/pay-refund.ts';
import type { Provider, TransferAnswer } from '../src/app/ports.ts';
import { decideRefundPart } from '../src/domain/escrow.ts';
import { decideGiveAccount } from '../src/domain/give-account.ts';
import { decideRefundAnswer, decideRefundTry } from '../src/domain/pay-refund.ts';
import { isSettled, type Payment, type Settled } from '../src/domain/payment.ts';
import type { Refund } from '../src/domain/refund.ts';
import { inMemory, openVault, silentProvider } from './support/in-memory.ts';
import { about, apply, at, first, later, paymentId, states } from './support/payments.ts';

const requested = apply(states.captured, decideRefundPart(states.captured, { part: first, at }));

const refundOf = (payment: Payment): { readonly payment: Settled; readonly refund: Refund } => {
  const [refund] = isSettled(payment) ? payment.refunds : [];
  if (!isSettled(payment) || refund === undefined) throw new Error('There is no refund.');
  return { payment, refund };
};

/** One payment in memory, and a provider that notes what it is asked. */
const world = (answer: 'completed' | 'unanswered') => {
  const { payments, current } = inMemory(requested);
  const calls: string[] = [];
  const provider: Provider = {
    ...silentProvider,
    status: async () => {
      calls.push('status');
      return { kind: 'captured', amountRupiah: 100_010, refunds: [] };
    },
    refund: async ({ key, amountRupiah }) => {
      calls.push(`${key} ${amountRupiah}`);
      return { kind: answer };
    },
  };
  const clock = { now: at };
  const deps: RefundDeps = { payments, provider, vault: openVault, alarms: { overdue: () => undefined }, now: () => clock.now };
  return { calls, clock, run: payRefund(deps), current };
};

const key = `${first.sellerOrderId.replace('so_', 'ref_')}-1 79000`;

test('of two workers that begin the same refund one pays, and the other does nothing unasked', async () => {
  const { calls, run } = world('unanswered');
  const seen = refundOf(requested);
  await Promise.all([run(seen.payment, seen.refund), run(seen.payment, seen.refund)]);
  expect(calls).toEqual([key]);
});

test('a refund whose answer was lost asks the provider before it repeats, under the same key', async () => {
  const { calls, clock, run, current } = world('unanswered');
  const seen = refundOf(requested);
  await run(seen.payment, seen.refund);
  clock.now = later(60);
  const again = refundOf(current());
  await run(again.payment, again.refund);
  expect(calls).toEqual([key, 'status', key]);
});

test('a refund that is completed is left alone', async () => {
  const { calls, clock, run, current } = world('completed');
  const seen = refundOf(requested);
  await run(seen.payment, seen.refund);
  clock.now = later(100_000);
  const again = refundOf(current());
  await run(again.payment, again.refund);
  expect(calls).toEqual([key]);
  expect(current()).toMatchObject({ paymentId, refunds: [{ status: 'completed', tries: 1 }] });
});

const refundId = first.sellerOrderId.replace('so_', 'ref_');
const account = { bank: 'bca', number: { masked: '••', sealed: '0412345678' }, holder: 'Siti' };
const steps = [
  decideRefundTry,
  (payment: Payment) => decideRefundAnswer(payment, { refundId, tries: 1, answer: { kind: 'impossible' }, at }),
  (payment: Payment) => decideGiveAccount(payment, { refundId, buyerId: about.buyerId, account, holdSeconds: 60, at }),
] as const;
const given = steps.reduce<Payment>((payment, step) => apply(payment, step(payment, { refundId, at })), requested);

/** The same, with a provider of transfers; each call is answered with the next word. */
const transferring = (...answers: readonly (TransferAnswer | TransferAnswer['kind'])[]) => {
  const { payments, current } = inMemory(given);
  const calls: string[] = [];
  const next = (call: string): TransferAnswer => {
    const answer = answers[calls.push(call) - 1] ?? 'unanswered';
    return typeof answer === 'string' ? { kind: answer } : answer;
  };
  const provider: Provider = {
    ...silentProvider,
    transfer: async ({ key: sent, number, amountRupiah }) => next(`transfer ${sent.slice(-2)} ${number} ${amountRupiah}`),
    transferStatus: async ({ key: asked, reference }) => next(`status ${reference ?? asked.slice(-2)}`),
  };
  const overdue = jest.fn();
  const clock = { now: at };
  const run = payRefund({ payments, provider, vault: openVault, alarms: { overdue }, now: () => clock.now });
  const runAt = async (seconds: number) => {
    clock.now = later(seconds);
    const { payment, refund } = refundOf(current());
    await run(payment, refund);
  };
  return { calls, overdue, runAt, refund: () => refundOf(current()).refund };
};

const sent = 'transfer -2 0412345678 79000';

test('nothing is transferred before the hold of the account is over', async () => {
  const { calls, runAt } = transferring('accepted');
  await runAt(59);
  expect(calls).toEqual([]);
  await runAt(60);
  expect(calls).toEqual([sent]);
});

test('a transfer whose answer was lost is asked for by its key, and repeated under it only where the provider does not know it', async () => {
  const { calls, runAt, refund } = transferring('unanswered', 'unanswered', 'unknown', 'unanswered', 'accepted', 'paid');
  for (const seconds of [60, 100, 200, 400, 800]) await runAt(seconds);
  expect(calls).toEqual([sent, 'status -2', 'status -2', sent, 'status -2', 'status -2']);
  expect(refund()).toMatchObject({ status: 'completed', tries: 2 });
});

test('a transfer that the provider took is asked for by its number there, and never sent again', async () => {
  const { calls, runAt, refund } = transferring({ kind: 'accepted', reference: 'n1' }, 'unknown', 'unanswered', 'paid', 'paid', 'bounced');
  for (const seconds of [60, 100, 200, 400, 460, 700]) await runAt(seconds);
  expect(calls).toEqual([sent, ...Array.from({ length: 5 }, () => 'status n1')]);
  expect(refund()).toMatchObject({ status: 'account_needed', tries: 2 });
  expect(refund()).not.toHaveProperty('reference');
});

test.each(['refused', 'bounced'] as const)('a transfer that was %s clears the account and counts no new try by itself', async (kind) => {
  const { calls, runAt, refund } = transferring('accepted', kind);
  for (const seconds of [60, 100, 200, 400]) await runAt(seconds);
  expect(calls).toEqual([sent, 'status -2']);
  expect(refund()).toMatchObject({ status: 'account_needed', tries: 2, reminders: 0 });
  expect(refund()).not.toHaveProperty('account');
});

test('the alarm counts a day from the first call of the try, however old the refund is and however often it was asked for', async () => {
  const { overdue, runAt } = transferring();
  const begunAt = 5 * 86_400;
  await runAt(begunAt);
  for (const seconds of [60, 7_200, 86_400]) await runAt(begunAt + seconds);
  expect(overdue).toHaveBeenCalledTimes(0);
  await runAt(begunAt + 90_001);
  expect(overdue).toHaveBeenCalledTimes(1);
});

test('money that the bank sends back after it was paid out is owed again', async () => {
  const { runAt, refund } = transferring('paid', 'paid', 'unanswered', 'bounced');
  for (const seconds of [60, 120, 360, 366]) await runAt(seconds);
  expect(refund()).toMatchObject({ status: 'account_needed', tries: 2 });
  expect(refund()).not.toHaveProperty('completedAt');
});

test('a transfer that stands is asked for over two weeks and then left alone', async () => {
  const { calls, runAt, refund } = transferring(...Array.from({ length: 20 }, () => 'paid' as const));
  for (let day = 1; day <= 30; day += 0.25) await runAt(day * 86_400);
  expect(calls).toHaveLength(9);
  expect(refund()).toMatchObject({ status: 'completed', checks: 8 });
  expect(refund()).not.toHaveProperty('nextAt');
});
