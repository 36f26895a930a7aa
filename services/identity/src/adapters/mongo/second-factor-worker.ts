import { dueWorker, type DueWorker } from '@wadah/mongo';
import type { BaseConfig, Chassis } from '@wadah/service';
import { idLike } from '@wadah/kit';
import { removeDue, type RemovalDeps } from '../../app/remove-second-factor.ts';
import { REMOVAL_DUE_COLUMN, SECOND_FACTORS } from './second-factor.store.ts';

const SWEEP_MS = 5_000;
const LEASE_MS = 30_000;

/** Removals that have waited for their day. */
export const secondFactorWorker = (
  { mongo, now, metrics, logger }: Chassis<BaseConfig>,
  deps: Pick<RemovalDeps, 'factors' | 'accounts'>,
): DueWorker => {
  const remove = removeDue({ ...deps, now });
  return dueWorker({
    name: 'second factor removals',
    mongo,
    collection: SECOND_FACTORS,
    dueColumn: REMOVAL_DUE_COLUMN,
    handle: (id) => remove(idLike('acc', id)),
    leaseMs: LEASE_MS,
    intervalMs: SWEEP_MS,
    concurrency: 1,
    now,
    metrics,
    logger,
  });
};
