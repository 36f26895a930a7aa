import { runDuePayment } from '../src/app/run-due-payment.ts';
import { decideRefundPart } from '../src/domain/escrow.ts';
import type { Payment } from '../src/domain/payment.ts';
import { inMemory, openVault, silentProvider } from './support/in-memory.ts';
import { apply, at, first, paymentId, second, states } from './support/payments.ts';

test('a refund that throws holds up no other of its payment, and the fault is not swallowed', async () => {
  const parts = [first, second] as const;
  const requested = parts.reduce<Payment>((payment, part) => apply(payment, decideRefundPart(payment, { part, at })), states.captured);
  const { payments, current } = inMemory(requested);
  const refund = async ({ amountRupiah }: { readonly amountRupiah: number }) => {
    if (amountRupiah === 79_000) throw new Error('No key opens this account.');
    return { kind: 'completed' } as const;
  };
  const run = runDuePayment({
    payments,
    provider: { ...silentProvider, refund },
    vault: openVault,
    alarms: { overdue: () => undefined },
    now: () => at,
  });
  await expect(run(paymentId)).rejects.toThrow('No key opens this account.');
  expect(current()).toMatchObject({ refunds: [{ status: 'processing' }, { status: 'completed' }] });
});
