import { sumRupiah } from '@wadah/kit';
import type { Metrics } from '@wadah/messaging';
import type { Journal, Mongo } from '@wadah/mongo';
import { showCounts } from '@wadah/service';

type Count = { readonly _id: string; readonly count: number };

const states = ['charging', 'awaiting', 'voiding', 'expired', 'voided', 'failed', 'captured', 'mismatched'] as const;

/** How many payments still wait for somebody, by their state; a captured one waits for its refunds. Costs what is due and no more. */
export const measurePaymentStates =
  ({ mongo, metrics }: { readonly mongo: Mongo; readonly metrics: Metrics }) =>
  async (): Promise<void> => {
    const counts = await mongo
      .collection('payments')
      .aggregate<Count>([{ $match: { dueAt: { $exists: true } } }, { $group: { _id: '$state.status', count: { $sum: 1 } } }])
      .toArray();
    showCounts(states, counts, (status, count) => metrics.gauge('payment_saga_payments', count, { status }));
  };

/** What the journal is out of balance by: zero at all times. Reads every entry. */
export const measureLedger =
  ({ ledger, metrics }: { readonly ledger: Pick<Journal, 'balances'>; readonly metrics: Metrics }) =>
  async (): Promise<void> => {
    const balances = await ledger.balances();
    const difference = sumRupiah(balances.map(({ debitRupiah, creditRupiah }) => debitRupiah - creditRupiah));
    metrics.gauge('payment_ledger_difference_rupiah', difference);
  };
