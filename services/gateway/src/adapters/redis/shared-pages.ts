import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Redis } from 'ioredis';
import { settlingMsOf, type KeptPage, type Tag } from '../../domain/cached-page.ts';
import { fromBytes, toBytes, type StoredPage } from './page-bytes.ts';
import { FREE_LOCK, STORE_PAGE } from './page-scripts.ts';

export type SharedPagesOptions = {
  readonly redis: Redis;
  /** Redis puts its prefix before keys, not before channels. */
  readonly channel: string;
  readonly bytesMax: number;
  readonly entriesMax: number;
};

export type FoundPage = {
  readonly page: KeptPage | undefined;
  readonly generations: readonly string[];
  /** Until then a page may be made of what was true before a purge; 0 when there was none for hours. */
  readonly settledAtMs: number;
};

export type PageAt = { readonly key: string; readonly tags: readonly Tag[] };

/** The pages of all gateways. Everything here throws while Redis is down; whoever calls goes on without. */
export type SharedPages = {
  /** The page, unless one of its tags was purged since, and the tags' generations at this moment. */
  find(at: PageAt): Promise<FoundPage>;
  /** Lets one gateway of all ask; answers whether it is this one. */
  lock(key: string, forMs: number): Promise<boolean>;
  unlock(key: string): Promise<void>;
  /** Keeps a page that was asked for after `generations` were read, and lets go of its lock. */
  store(key: string, kept: StoredPage & { readonly nowMs: number }): Promise<void>;
  /** Makes every page with such a tag an old one, here and in the memory of every gateway. */
  purge(tags: readonly Tag[], nowMs: number): Promise<void>;
};

/** Longer than any page is kept, so that a generation never ends before the pages that it made old. */
const GENERATION_SECONDS = 4 * 3_600;
export const PAGE_MS_MAX = 2 * 3_600_000;

const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64url');
const pageAt = (name: string): string => `page:${name}`;
const lockAt = (name: string): string => `page-lock:${name}`;
const generationAt = (tag: Tag): string => `page-generation:${tag}`;

const settledAt = (tag: Tag, generation: string | undefined): number =>
  generation === undefined || generation === '' ? 0 : Number(generation.split('.', 1)[0]) + settlingMsOf(tag);

export const sharedPages = ({ redis, channel, bytesMax, entriesMax }: SharedPagesOptions): SharedPages => {
  const holder = randomUUID();
  return {
    find: async ({ key, tags }) => {
      const [bytes, ...found] = await redis.mgetBuffer(pageAt(nameOf(key)), ...tags.map(generationAt));
      const generations = found.map((value) => value?.toString() ?? '');
      const stored = bytes instanceof Buffer ? fromBytes(bytes) : undefined;
      const isCurrent = stored !== undefined && isDeepStrictEqual(stored.generations, generations);
      const settledAtMs = Math.max(0, ...tags.map((tag, index) => settledAt(tag, generations[index])));
      return { page: isCurrent ? stored?.page : undefined, generations, settledAtMs };
    },
    lock: async (key, forMs) => (await redis.set(lockAt(nameOf(key)), holder, 'PX', forMs, 'NX')) === 'OK',
    unlock: async (key) => {
      await redis.eval(FREE_LOCK, 1, lockAt(nameOf(key)), holder);
    },
    store: async (key, { page, generations, nowMs }) => {
      const name = nameOf(key);
      const msLeft = Math.min(page.staleUntilMs - nowMs, PAGE_MS_MAX);
      const keys = [pageAt(name), lockAt(name), 'page-index', 'page-sizes', 'page-bytes', 'page:'];
      const bytes = toBytes({ page, generations });
      await redis.eval(STORE_PAGE, keys.length, ...keys, name, bytes, msLeft, nowMs, bytesMax, entriesMax, holder);
    },
    purge: async (tags, nowMs) => {
      const generation = `${nowMs}.${randomUUID()}`;
      const written = redis.multi();
      for (const tag of tags) written.set(generationAt(tag), generation, 'EX', GENERATION_SECONDS);
      await written.publish(channel, JSON.stringify(tags)).exec();
    },
  };
};
