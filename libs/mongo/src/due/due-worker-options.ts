import type { Now } from '@wadah/kit';
import type { Logger, Metrics } from '@wadah/messaging';
import type { Mongo } from '../connection.ts';

export type DueWorkerOptions = {
  /** In metrics and logs. */
  readonly name: string;
  readonly mongo: Mongo;
  readonly collection: string;
  /** Top-level date of the documents, as `deadlineAt` or `dueAt`; absent where nothing is due. */
  readonly dueColumn: string;
  /** Decides on the loaded document; what it writes moves or unsets the due time. A throw puts this document off. */
  readonly handle: (id: string) => Promise<void>;
  /** How long a claimed document is left to its worker before another may take it. */
  readonly leaseMs: number;
  readonly intervalMs: number;
  readonly concurrency: number;
  readonly now: Now;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /**
   * `writer`: a write that wakes this worker puts the due time one lease ahead, so its process holds the document already and a wake costs no
   * claim. `worker` (default): a wake claims like the sweep does.
   */
  readonly firstLease?: 'writer' | 'worker';
  /** Background work yields while this is true, as mails do to a checkout. */
  readonly pauseWhile?: () => boolean;
};
