import { setTimeout as pause } from 'node:timers/promises';
import type { Logger, Metrics } from '@wadah/http';
import type { Now } from '@wadah/kit';
import { isFresh, type KeptPage } from '../../domain/cached-page.ts';
import type { FoundPage, PageAt, SharedPages } from '../redis/shared-pages.ts';

const LOCK_MS = 3_000;
const OTHER_GATEWAY_MS = 1_000;
const LOOK_AGAIN_MS = 20;

export type SharedLookupOptions = {
  readonly shared: SharedPages;
  readonly now: Now;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/** The pages of all gateways, for one that can do without them: what fails is counted, and answered as nothing. */
export type SharedLookup = {
  isHit(found: FoundPage | undefined): boolean;
  find(at: PageAt): Promise<FoundPage | undefined>;
  /** Another gateway may be asking for the page already: then it is worth a short wait. */
  findOrLock(at: PageAt): Promise<FoundPage | undefined>;
  keep(at: PageAt, found: FoundPage, page: KeptPage): Promise<void>;
  leave(at: PageAt): Promise<void>;
};

export const sharedLookup = ({ shared, now, logger, metrics }: SharedLookupOptions): SharedLookup => {
  let isAlone = false;

  const orWithout = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      const answer = await ask();
      isAlone = false;
      return answer;
    } catch (error) {
      metrics.counter('gateway_cache_shared_failures_total');
      // One line for an outage, not one for each request in it.
      if (!isAlone) logger.warn({ err: error }, 'Pages are kept by this process alone');
      isAlone = true;
      return undefined;
    }
  };

  const isHit = (found: FoundPage | undefined): boolean => found?.page !== undefined && isFresh(found.page, now().getTime());
  const find = (at: PageAt) => orWithout(() => shared.find(at));

  return {
    isHit,
    find,
    findOrLock: async (at) => {
      const until = performance.now() + OTHER_GATEWAY_MS;
      for (;;) {
        const found = await find(at);
        if (found === undefined || isHit(found) || performance.now() > until) return found;
        // Between the look and the lock its last holder may have kept the page.
        if ((await orWithout(() => shared.lock(at.key, LOCK_MS))) !== false) return find(at);
        await pause(LOOK_AGAIN_MS);
      }
    },
    keep: async ({ key }, { generations }, page) => {
      await orWithout(() => shared.store(key, { page, generations, nowMs: now().getTime() }));
    },
    leave: async ({ key }) => {
      await orWithout(() => shared.unlock(key));
    },
  };
};
