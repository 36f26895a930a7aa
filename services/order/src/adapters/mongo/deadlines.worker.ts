import type { Logger, Metrics } from '@wadah/messaging';
import type { Now } from '@wadah/kit';
import { dueWorker, type DueWorker, type Mongo } from '@wadah/mongo';
import type { Orders } from '../../app/ports.ts';
import { decidePassDeadline } from '../../domain/pass-deadline.ts';
import { ORDERS } from './order.index.ts';

export type DeadlineWorkerOptions = {
  readonly mongo: Mongo;
  readonly orders: Orders;
  readonly now: Now;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly sweepMs: number;
};

const LEASE_MS = 30_000;
const AT_ONCE_MAX = 8;

/** Ends every wait that order owns. What it writes moves the deadline on, or takes it away. */
export const deadlineWorker = ({ orders, now, sweepMs, ...rest }: DeadlineWorkerOptions): DueWorker =>
  dueWorker({
    ...rest,
    now,
    name: 'order-deadlines',
    collection: ORDERS,
    dueColumn: 'deadlineAt',
    leaseMs: LEASE_MS,
    intervalMs: sweepMs,
    concurrency: AT_ONCE_MAX,
    handle: async (orderId) => {
      const passed = await orders.update(orderId, (order) => decidePassDeadline(order, { at: now() }));
      if (!passed.ok) throw new Error(`The deadline of ${orderId} could not be passed: ${passed.rejection.code}`);
    },
  });
