import { setTimeout as pause } from 'node:timers/promises';
import type { Logger, Metrics } from '@wadah/http';
import type { Now } from '@wadah/kit';
import { isFresh, type KeptPage, type Tag } from '../../domain/cached-page.ts';
import type { FoundPage, SharedPages } from '../redis/shared-pages.ts';
import { fillPage, type AskPublic, type Filled, type PublicAnswer } from './fill-page.ts';
import type { MemoryPages } from './memory-pages.ts';

export type PageQuestion = {
  readonly key: string;
  readonly tags: readonly Tag[];
  /** The client wants no kept page: the upstream is asked, and what it says is kept for others. */
  readonly fresh: boolean;
  readonly ask: AskPublic;
};

export type How = 'memory' | 'shared' | 'collapsed' | 'miss' | 'revalidated' | 'stale';

export type Served =
  | { readonly kind: 'page'; readonly page: KeptPage; readonly how: How }
  | { readonly kind: 'passed'; readonly answer: PublicAnswer }
  /** Somebody else's question had an answer that is theirs alone. */
  | { readonly kind: 'alone' };

export type PageCache = {
  /** @throws when the upstream does not answer and no kept page can stand in. */
  serve(question: PageQuestion): Promise<Served>;
  /** Drops pages of this process, and lets none be kept that was asked for before. */
  drop(tags: readonly Tag[]): void;
  dropAll(): void;
};

export type PageCacheOptions = {
  readonly memory: MemoryPages;
  readonly shared: SharedPages;
  readonly bodyBytesMax: number;
  readonly staleMs: number;
  readonly now: Now;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const LOCK_MS = 3_000;
const OTHER_GATEWAY_MS = 1_000;
const LOOK_AGAIN_MS = 20;
const STAND_IN_AFTER_MS = 2_000;
/** Catalogue hears of a seller's change when we do, so a page made right after it may not know of it yet. */
const SETTLING_MS = 1_000;
const SETTLING_FRESH_MS = 100;

type Flight = { readonly tags: readonly Tag[]; purged: boolean };
type Result = { readonly kind: 'page'; readonly page: KeptPage; readonly how: How } | Filled;

const settling = (page: KeptPage, purgedAtMs: number, nowMs: number): KeptPage => {
  if (nowMs - purgedAtMs >= SETTLING_MS) return page;
  const untilMs = Math.min(page.freshUntilMs, nowMs + SETTLING_FRESH_MS);
  return { ...page, freshUntilMs: untilMs, staleUntilMs: untilMs };
};

/** Pages in this process over pages in Redis; of many who ask for the same page one goes to the upstream. Whatever fails here costs a question, never an answer. */
export const pageCache = (options: PageCacheOptions): PageCache => {
  const { memory, shared, now, logger, metrics } = options;
  const flights = new Map<string, { readonly flight: Flight; readonly landed: Promise<Result> }>();
  const running = new Set<Flight>();

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

  const keep = ({ key, tags }: PageQuestion, flight: Flight, page: KeptPage): void => {
    if (!flight.purged) memory.put(key, { page, tags, nowMs: now().getTime() });
  };

  const isHit = (found: FoundPage): boolean => found.page !== undefined && isFresh(found.page, now().getTime());

  /** Another gateway may be asking already: then its page is worth a short wait. */
  const findOrLock = async (question: PageQuestion): Promise<FoundPage | undefined> => {
    const until = performance.now() + OTHER_GATEWAY_MS;
    for (;;) {
      const found = await orWithout(() => shared.find(question));
      if (found === undefined || question.fresh || isHit(found) || performance.now() > until) return found;
      // Between the look and the lock its last holder may have kept the page.
      if ((await orWithout(() => shared.lock(question.key, LOCK_MS))) !== false) return orWithout(() => shared.find(question));
      await pause(LOOK_AGAIN_MS);
    }
  };

  const fill = async (question: PageQuestion, found: FoundPage | undefined): Promise<Filled> => {
    const { staleMs, bodyBytesMax } = options;
    const limits = { bodyBytesMax, staleMs, standInAfterMs: STAND_IN_AFTER_MS, mayBeStale: !question.fresh, now };
    const filled = await fillPage(question.ask, found?.page, limits);
    if (filled.kind === 'passed') return filled;
    if (filled.how === 'stale') {
      logger.warn({ err: filled.cause }, 'A kept page stands in for an upstream');
      return filled;
    }
    return { ...filled, page: settling(filled.page, found?.purgedAtMs ?? 0, now().getTime()) };
  };

  const store = (question: PageQuestion, found: FoundPage | undefined, filled: Filled | undefined): void => {
    if (found === undefined) return;
    const { generations } = found;
    void orWithout(() =>
      filled?.kind === 'page' && filled.how !== 'stale'
        ? shared.store(question.key, { page: filled.page, generations, nowMs: now().getTime() })
        : shared.unlock(question.key),
    );
  };

  const fly = async (question: PageQuestion, flight: Flight): Promise<Result> => {
    const found = await findOrLock(question);
    if (found?.page !== undefined && !question.fresh && isHit(found)) {
      keep(question, flight, found.page);
      return { kind: 'page', page: found.page, how: 'shared' };
    }
    let filled: Filled | undefined;
    try {
      filled = await fill(question, found);
      if (filled.kind === 'page' && filled.how !== 'stale') keep(question, flight, filled.page);
      return filled;
    } finally {
      store(question, found, filled);
    }
  };

  const start = (question: PageQuestion) => {
    const flight: Flight = { tags: question.tags, purged: false };
    running.add(flight);
    const landed = fly(question, flight).finally(() => {
      running.delete(flight);
      if (flights.get(question.key)?.flight === flight) flights.delete(question.key);
    });
    if (!question.fresh) flights.set(question.key, { flight, landed });
    return landed;
  };

  const join = async (landed: Promise<Result>): Promise<Served> => {
    const result = await landed;
    if (result.kind === 'passed') return { kind: 'alone' };
    return { kind: 'page', page: result.page, how: result.how === 'stale' ? 'stale' : 'collapsed' };
  };

  return {
    serve: (question) => {
      const kept = question.fresh ? undefined : memory.get(question.key, now().getTime());
      if (kept !== undefined) return Promise.resolve({ kind: 'page', page: kept, how: 'memory' });
      const other = question.fresh ? undefined : flights.get(question.key);
      return other === undefined || other.flight.purged ? start(question) : join(other.landed);
    },
    drop: (tags) => {
      memory.purge(tags);
      for (const flight of running) if (flight.tags.some((tag) => tags.includes(tag))) flight.purged = true;
    },
    dropAll: () => {
      memory.clear();
      for (const flight of running) flight.purged = true;
    },
  };
};
