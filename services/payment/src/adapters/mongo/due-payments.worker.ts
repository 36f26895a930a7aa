import type { Now } from '@wadah/kit';
import type { Logger, Metrics } from '@wadah/messaging';
import { dueWorker, type DueWorker, type Mongo } from '@wadah/mongo';
import { isSettled, type Payment } from '../../domain/payment.ts';
import { leaseSeconds } from '../../domain/schedule.ts';
import type { PaymentStore } from './payment.store.ts';

/** A write that left an intent nobody has begun with; the write itself holds the first lease. */
const hasFreshIntent = (payment: Payment): boolean => {
  if (payment.status === 'charging') return payment.tries === 1;
  if (payment.status === 'voiding') return payment.asks === 0;
  return isSettled(payment) && payment.refunds.some(({ status }) => status === 'requested');
};

type Options = {
  readonly mongo: Mongo;
  readonly store: PaymentStore;
  readonly run: (paymentId: string) => Promise<void>;
  readonly sweepMs: number;
  readonly concurrency: number;
  readonly now: Now;
  readonly metrics: Metrics;
  readonly logger: Logger;
};

/** Charges, voids, asks and refunds: at once after the write that intends it, and by the sweep when its time has come. */
export const duePaymentsWorker = ({ store, run, sweepMs, ...rest }: Options): DueWorker => {
  const worker = dueWorker({
    ...rest,
    name: 'payments',
    collection: 'payments',
    dueColumn: 'dueAt',
    handle: run,
    leaseMs: leaseSeconds * 1_000,
    intervalMs: sweepMs,
    firstLease: 'writer',
  });
  store.onWritten((id, payment) => {
    if (hasFreshIntent(payment)) worker.wake(id);
  });
  return worker;
};
