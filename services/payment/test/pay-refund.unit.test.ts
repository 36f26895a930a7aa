import { payRefund } from '../src/app/pay-refund.ts';
import type { Deps, Provider } from '../src/app/ports.ts';
import { decideRefundPart } from '../src/domain/escrow.ts';
import { isSettled, type Payment, type Settled } from '../src/domain/payment.ts';
import type { Refund } from '../src/domain/refund.ts';
import { inMemory, silentProvider } from './support/in-memory.ts';
import { apply, at, first, later, paymentId, states } from './support/payments.ts';

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
  const deps: Deps = { payments, provider, alarms: { overdue: () => undefined }, now: () => clock.now };
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
