import { dueWorker, type DueWorker } from '@wadah/mongo';
import type { BaseConfig, Chassis } from '@wadah/service';
import { closeEntries, type CloseEntriesDeps } from '../../app/close-entries.ts';
import { ACCOUNTS, CLOSE_DUE_COLUMN } from './account.store.ts';
import type { Stores } from './stores.ts';

const SWEEP_MS = 2_000;
const LEASE_MS = 30_000;

/** Carries out what accounts intend: woken by the write of a closing, and sweeping for what a crash left. */
export const closingWorker = (
  { mongo, now, metrics, logger }: Chassis<BaseConfig>,
  { accounts, sessions, mailCodes, onClosing }: Stores,
  { vault, secrets }: Pick<CloseEntriesDeps, 'vault' | 'secrets'>,
): DueWorker => {
  const worker = dueWorker({
    name: 'closings',
    mongo,
    collection: ACCOUNTS,
    dueColumn: CLOSE_DUE_COLUMN,
    handle: closeEntries({ accounts, sessions, mailCodes, vault, secrets, now }),
    leaseMs: LEASE_MS,
    intervalMs: SWEEP_MS,
    concurrency: 4,
    now,
    metrics,
    logger,
  });
  onClosing((accountId) => worker.wake(accountId));
  return worker;
};
