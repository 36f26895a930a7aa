import { createHash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { KeptPage, Tag } from '../../domain/cached-page.ts';
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
  /** When the latest of its tags was purged; 0 when none was for hours. */
  readonly purgedAtMs: number;
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

const purgedAt = (generation: string): number => Number(generation.split('.', 1)[0]);

export const sharedPages = ({ redis, channel, bytesMax, entriesMax }: SharedPagesOptions): SharedPages => {
  const holder = randomUUID();
  return {
    find: async ({ key, tags }) => {
      const [bytes, ...found] = await redis.mgetBuffer(pageAt(nameOf(key)), ...tags.map(generationAt));
      const generations = found.map((value) => value?.toString() ?? '');
      const stored = bytes instanceof Buffer ? fromBytes(bytes) : undefined;
      const isCurrent = stored?.generations.every((generation, index) => generation === generations[index]) === true;
      return { page: isCurrent ? stored?.page : undefined, generations, purgedAtMs: Math.max(0, ...generations.map(purgedAt)) };
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
