import { freshNames, type FreshNames } from '@wadah/testing';
import { Redis } from 'ioredis';
import { Readable } from 'node:stream';
import { memoryPages } from '../src/adapters/cache/memory-pages.ts';
import { pageCache } from '../src/adapters/cache/page-cache.ts';
import { sharedLookup } from '../src/adapters/cache/shared-lookup.ts';
import { sharedPages } from '../src/adapters/redis/shared-pages.ts';
import type { KeptPage } from '../src/domain/cached-page.ts';

let names: FreshNames;
let redis: Redis;
const nowMs = Date.now();
beforeAll(async () => {
  names = await freshNames('gateway', { topics: [] });
  redis = new Redis(names.stack.redisUrl, { keyPrefix: names.redisPrefix });
});
beforeEach(() => drop());
afterAll(async () => {
  redis.disconnect();
  await names.drop();
});

const drop = async (): Promise<void> => {
  const found = await redis.keys(`${names.redisPrefix}*`);
  if (found.length > 0) await redis.del(...found.map((key) => key.slice(names.redisPrefix.length)));
};

const page = (text: string, staleMs = 60_000): KeptPage => ({
  headers: { etag: '"1"' },
  body: Buffer.from(text),
  madeAtMs: nowMs,
  freshUntilMs: nowMs + 5_000,
  staleUntilMs: nowMs + staleMs,
});

const open = (limits: { readonly bytesMax?: number; readonly entriesMax?: number } = {}) =>
  sharedPages({ redis, channel: `${names.redisPrefix}purges`, bytesMax: 100_000, entriesMax: 100, ...limits });

const at = (key: string) => ({ key, tags: ['listings', `listing:${key}`] });

const keep = async (pages: ReturnType<typeof open>, key: string, kept: KeptPage): Promise<void> => {
  const { generations } = await pages.find(at(key));
  await pages.store(key, { page: kept, generations, nowMs });
};

test('a page comes back as it was, bytes and all', async () => {
  const pages = open();
  await keep(pages, 'a', { ...page(''), body: Buffer.from([0, 255, 10, 13]) });
  expect((await pages.find(at('a'))).page).toEqual({ ...page(''), body: Buffer.from([0, 255, 10, 13]) });
});

test('pages in Redis keep to their bytes: the first to end leave, and what is left is counted right', async () => {
  const pages = open({ bytesMax: 20_000 });
  for (let index = 0; index < 60; index += 1) await keep(pages, `k${index}`, page('x'.repeat(1_000), 60_000 + index));
  const keys = (await redis.keys(`${names.redisPrefix}page:*`)).map((key) => key.slice(names.redisPrefix.length));
  const sizes = await Promise.all(keys.map((key) => redis.strlen(key)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThanOrEqual(20_000);
  expect(keys.length).toBeGreaterThan(10);
  expect(Number(await redis.get('page-bytes'))).toBe(total);
  expect((await pages.find(at('k0'))).page).toBeUndefined();
  expect((await pages.find(at('k59'))).page).toBeDefined();
});

test('pages in Redis keep to their number, and the same page kept again is one', async () => {
  const pages = open({ entriesMax: 5 });
  for (let index = 0; index < 20; index += 1) await keep(pages, `k${index % 7}`, page('x', 60_000 + index));
  expect(await redis.keys(`${names.redisPrefix}page:*`)).toHaveLength(5);
  expect(await redis.zcard('page-index')).toBe(5);
});

test('every key of a page ends by itself or is bounded', async () => {
  const pages = open();
  await pages.lock('a', 3_000);
  await keep(pages, 'a', page('x'));
  await pages.purge(['listings'], nowMs);
  for (const key of await redis.keys(`${names.redisPrefix}page:*`))
    expect(await redis.pttl(key.slice(names.redisPrefix.length))).toBeGreaterThan(0);
  for (const key of await redis.keys(`${names.redisPrefix}page-generation:*`))
    expect(await redis.pttl(key.slice(names.redisPrefix.length))).toBeGreaterThan(0);
});

test('a page that was asked for before a purge is never found after it', async () => {
  const pages = open();
  const before = await pages.find(at('a'));
  await pages.purge(['listing:a'], nowMs);
  await pages.store('a', { page: page('old'), generations: before.generations, nowMs });
  expect((await pages.find(at('a'))).page).toBeUndefined();
  expect((await pages.find(at('a'))).settledAtMs).toBe(nowMs + 1_000);
});

test('a lock has one holder, and only the holder lets go of it', async () => {
  const [one, two] = [open(), open()];
  expect([await one.lock('a', 3_000), await two.lock('a', 3_000)]).toEqual([true, false]);
  await two.unlock('a');
  expect(await two.lock('a', 3_000)).toBe(false);
  await one.unlock('a');
  expect(await two.lock('a', 3_000)).toBe(true);
});

test('pages in memory keep to their bytes and number, the one asked for longest ago leaves first, and none is older than allowed', () => {
  const memory = memoryPages({
    bytesMax: 10_000,
    entriesMax: 3,
    keptMs: () => 1_000,
    metrics: { counter: () => undefined, gauge: () => undefined, histogram: () => undefined },
  });
  for (const key of ['a', 'b', 'c']) memory.put(key, { page: page(key), tags: [key], nowMs });
  memory.get('a', nowMs);
  memory.put('d', { page: page('d'), tags: ['d'], nowMs });
  expect(['a', 'b', 'c', 'd'].map((key) => memory.get(key, nowMs)?.body.toString())).toEqual(['a', undefined, 'c', 'd']);
  memory.purge(['c']);
  expect(memory.get('c', nowMs)).toBeUndefined();
  memory.put('e', { page: page('x'.repeat(4_000)), tags: [], nowMs });
  expect([memory.get('a', nowMs), memory.get('e', nowMs)?.body.length]).toEqual([undefined, 4_000]);
  memory.put('f', { page: page('x'.repeat(5_001)), tags: [], nowMs });
  expect(memory.get('f', nowMs)).toBeUndefined();
  expect(memory.get('e', nowMs + 1_000)).toBeUndefined();
});

/** A gateway's pages while no Redis answers, and what was counted, said and asked meanwhile. */
const alone = () => {
  const dead = new Redis({ port: 9, lazyConnect: true, enableOfflineQueue: false, retryStrategy: () => null });
  const counted: string[] = [];
  const said: string[] = [];
  const asked: string[] = [];
  const metrics = { counter: (name: string) => counted.push(name), gauge: () => undefined, histogram: () => undefined };
  const log = (...words: unknown[]) => said.push(String(words[1]));
  const logger = { debug: log, info: log, warn: log, error: log };
  const now = () => new Date(nowMs);
  const shared = sharedLookup({
    shared: sharedPages({ redis: dead, channel: 'purges', bytesMax: 1, entriesMax: 1 }),
    now,
    logger,
    metrics,
  });
  const memory = memoryPages({ bytesMax: 100_000, entriesMax: 10, keptMs: () => 5_000, metrics });
  const cache = pageCache({ memory, shared, bodyBytesMax: 1_000, staleMs: 1_000, now, logger });
  const serve = (key: string) =>
    cache.serve({
      key,
      tags: [key],
      fresh: false,
      ask: () => {
        asked.push(key);
        const body = Readable.from([Buffer.from('x')]);
        return Promise.resolve({ statusCode: 200, headers: { 'cache-control': 'public, max-age=5' }, body });
      },
    });
  return { serve, cache, counted, said, asked, stop: () => dead.disconnect() };
};

test('without Redis pages are kept in memory, told in the metrics and said in one line', async () => {
  const { serve, counted, said, asked, stop } = alone();
  expect([await serve('a'), await serve('a'), await serve('b')]).toMatchObject([{ how: 'miss' }, { how: 'memory' }, { how: 'miss' }]);
  expect(asked).toEqual(['a', 'b']);
  expect(counted.filter((name) => name === 'gateway_cache_shared_failures_total').length).toBeGreaterThan(1);
  expect(said).toEqual(['Pages are kept by this process alone']);
  stop();
});

test('without Redis and its locks, many who wait for a page are one question; who comes after a purge asks again', async () => {
  const { serve, cache, asked, stop } = alone();
  const before = Array.from({ length: 10 }, () => serve('a'));
  cache.drop(['a']);
  const after = Array.from({ length: 10 }, () => serve('a'));
  const hows = (await Promise.all([...before, ...after])).map((served) => ('how' in served ? served.how : served.kind));
  expect(asked).toEqual(['a', 'a']);
  expect(hows.filter((how) => how === 'collapsed')).toHaveLength(18);
  expect(await serve('a')).toMatchObject({ how: 'memory' });
  stop();
});
