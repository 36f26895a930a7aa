import type { Logger } from '@wadah/http';
import type { Now } from '@wadah/kit';
import type { KeptPage, Tag } from '../../domain/cached-page.ts';
import type { FoundPage } from '../redis/shared-pages.ts';
import { fillPage, type AskPublic, type Filled, type PublicAnswer } from './fill-page.ts';
import type { MemoryPages } from './memory-pages.ts';
import type { SharedLookup } from './shared-lookup.ts';

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
  readonly shared: SharedLookup;
  readonly bodyBytesMax: number;
  readonly staleMs: number;
  readonly now: Now;
  readonly logger: Logger;
};

const STAND_IN_AFTER_MS = 2_000;
const SETTLING_FRESH_MS = 100;

type Flight = { readonly tags: readonly Tag[]; purged: boolean };
type Landed = Exclude<Served, { readonly kind: 'alone' }>;

/** Lives a moment and stands in for nobody: right after a purge the service may not have heard of the change yet. */
const settling = (page: KeptPage, settledAtMs: number, nowMs: number): KeptPage => {
  if (nowMs >= settledAtMs) return page;
  const untilMs = Math.min(page.freshUntilMs, nowMs + SETTLING_FRESH_MS);
  return { ...page, freshUntilMs: untilMs, staleUntilMs: untilMs };
};

type Fly = (question: PageQuestion, flight: Flight) => Promise<Landed>;

/** One question: the page that another gateway keeps, else the upstream's. */
const flyWith = ({ memory, shared, staleMs, bodyBytesMax, now, logger }: PageCacheOptions): Fly => {
  const keep = ({ key, tags }: PageQuestion, flight: Flight, page: KeptPage): void => {
    if (!flight.purged) memory.put(key, { page, tags, nowMs: now().getTime() });
  };

  const fill = async (question: PageQuestion, found: FoundPage | undefined): Promise<Filled> => {
    const limits = { bodyBytesMax, staleMs, standInAfterMs: STAND_IN_AFTER_MS, mayBeStale: !question.fresh, now };
    const filled = await fillPage(question.ask, found?.page, limits);
    if (filled.kind === 'passed') return filled;
    if (filled.how !== 'stale') return { ...filled, page: settling(filled.page, found?.settledAtMs ?? 0, now().getTime()) };
    logger.warn({ err: filled.cause }, 'A kept page stands in for an upstream');
    return filled;
  };

  return async (question, flight) => {
    const found = await (question.fresh ? shared.find(question) : shared.findOrLock(question));
    if (found?.page !== undefined && !question.fresh && shared.isHit(found)) {
      keep(question, flight, found.page);
      return { kind: 'page', page: found.page, how: 'shared' };
    }
    let isKept = false;
    try {
      const filled = await fill(question, found);
      if (filled.kind === 'passed' || filled.how === 'stale') return filled;
      keep(question, flight, filled.page);
      isKept = found !== undefined;
      // Nobody waits for Redis to take it.
      if (found !== undefined) void shared.keep(question, found, filled.page);
      return filled;
    } finally {
      if (!isKept && found !== undefined) void shared.leave(question);
    }
  };
};

const joined = async (landing: Promise<Landed>): Promise<Served> => {
  const landed = await landing;
  if (landed.kind === 'passed') return { kind: 'alone' };
  return { kind: 'page', page: landed.page, how: landed.how === 'stale' ? 'stale' : 'collapsed' };
};

/** Pages in this process over pages in Redis; of many who ask for the same page one goes to the upstream. Whatever fails here costs a question, never an answer. */
export const pageCache = (options: PageCacheOptions): PageCache => {
  const { memory, now } = options;
  const fly = flyWith(options);
  const flights = new Map<string, { readonly flight: Flight; readonly landing: Promise<Landed> }>();
  const running = new Set<Flight>();

  const start = (question: PageQuestion): Promise<Landed> => {
    const flight: Flight = { tags: question.tags, purged: false };
    running.add(flight);
    const landing = fly(question, flight).finally(() => {
      running.delete(flight);
      if (flights.get(question.key)?.flight === flight) flights.delete(question.key);
    });
    if (!question.fresh) flights.set(question.key, { flight, landing });
    return landing;
  };

  return {
    serve: (question) => {
      if (question.fresh) return start(question);
      const kept = memory.get(question.key, now().getTime());
      if (kept !== undefined) return Promise.resolve({ kind: 'page', page: kept, how: 'memory' });
      const other = flights.get(question.key);
      return other === undefined || other.flight.purged ? start(question) : joined(other.landing);
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
