import { createMetrics } from '@wadah/service';
import { measureLedger } from '../src/adapters/mongo/money-states.ts';

test.each([
  [100_000, 0],
  [100_001, -1],
])('the ledger’s difference is what debit has over credit: %i credited against 100000 is %i', async (creditRupiah, difference) => {
  const metrics = createMetrics('payment');
  const balances = async () => [
    { account: 'provider-clearing', debitRupiah: 100_000, creditRupiah: 0 },
    { account: 'seller-escrow:sel_1', debitRupiah: 0, creditRupiah },
  ];
  await measureLedger({ ledger: { balances }, metrics })();
  expect(await metrics.registry.metrics()).toContain(`payment_ledger_difference_rupiah{service="payment"} ${difference}`);
});
