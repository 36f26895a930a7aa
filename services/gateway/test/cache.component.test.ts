import { eventually } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { get, metric, publicHeaders as headers, publicPage, unlimited, type PublicPage } from './support/public-page.ts';
import { ask } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
let gateway: StartedGateway;
beforeAll(async () => {
  parts = await testGateway();
  gateway = await unlimited(parts);
});
afterAll(() => parts.stop());

let page: PublicPage;
let path = '';
beforeEach(() => {
  page = publicPage(parts);
  ({ path } = page);
});

test('a thousand who ask at once for a cold page are one question to catalogue', async () => {
  parts.catalogue.answer((request, response) => setImmediate(() => page.answer(request, response)));
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => get(gateway, path)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  // A thousand may take longer than a page is fresh; whether one that is kept still holds is another question.
  expect(parts.catalogue.seen.filter(({ headers }) => headers['if-none-match'] === undefined)).toHaveLength(1);
  expect(await metric(gateway, /gateway_cache_answers_total\{page="listing",outcome="miss"[^}]*\} (\d+)/)).toBe(1);
});

test('two gateways that are asked at once ask catalogue once', async () => {
  const [one, two] = [gateway, await unlimited(parts)];
  let release = (): void => undefined;
  parts.catalogue.answer((request, response) => (release = () => page.answer(request, response)));
  const answers = Array.from({ length: 20 }, (_, index) => get(index % 2 === 0 ? one : two, path));
  await eventually('catalogue is asked', () => parts.catalogue.seen.length > 0);
  release();
  expect(new Set((await Promise.all(answers)).map(({ text }) => text)).size).toBe(1);
  expect(parts.catalogue.seen).toHaveLength(1);
});

test('a kept page tells its age, is 304 to who has it, has no body for HEAD, and leaves no log line to write', async () => {
  const first = await get(gateway, path);
  expect(first.headers['cache-status']).toBe('wadah; fwd=uri-miss; fwd-status=200; stored');
  const second = await get(gateway, path);
  expect(second.headers).toMatchObject({
    'cache-status': expect.stringMatching(/^wadah; hit; ttl=[0-5]; detail=(memory|shared)$/),
    age: expect.any(String),
  });
  expect(second.text).toBe(first.text);
  const unchanged = await get(gateway, path, { 'if-none-match': `W/"other", ${first.headers.etag ?? ''}` });
  expect(unchanged).toMatchObject({ status: 304, text: '' });
  expect(unchanged.headers).toMatchObject({ etag: first.headers.etag, 'cache-control': 'public, max-age=5' });
  expect(await ask(gateway.url, path, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  expect(parts.catalogue.seen).toHaveLength(1);
  expect(second.headers).toMatchObject({
    ratelimit: expect.any(String),
    'x-correlation-id': expect.any(String),
    'x-content-type-options': 'nosniff',
  });
});

test('while catalogue is down a kept page stands in, until it has answered again', async () => {
  parts.catalogue.answer((_request, response) =>
    response.writeHead(200, { ...headers, 'cache-control': 'public, max-age=1' }).end('{"old":true}'),
  );
  await get(gateway, path);
  await parts.catalogue.stop();
  const stale = await eventually('a page that is past its time', async () => {
    const answer = await get(gateway, path);
    return answer.headers['cache-status']?.includes('stale-if-error') === true ? answer : undefined;
  });
  expect(stale).toMatchObject({ status: 200, body: { old: true } });
  expect(Number(stale.headers.age)).toBeGreaterThanOrEqual(1);
  expect(await get(gateway, path, { 'cache-control': 'no-cache' })).toMatchObject({ status: 503, body: { code: 'upstream-unavailable' } });
  expect(await get(gateway, `${path}x`)).toMatchObject({ status: 503, body: { service: 'catalogue' } });
  await parts.catalogue.start();
  parts.catalogue.answer(page.answer);
  await eventually('the page of today', async () => (await get(gateway, path)).body.priceRupiah === 32_000);
});

test('an error of catalogue’s own is covered by a kept page, and not kept', async () => {
  parts.catalogue.answer((_request, response) =>
    response.writeHead(200, { ...headers, 'cache-control': 'public, max-age=1' }).end('{"old":true}'),
  );
  await get(gateway, path);
  parts.catalogue.answer((_request, response) => response.writeHead(500, { 'cache-control': 'no-store' }).end('{}'));
  await eventually('a stand-in', async () => (await get(gateway, path)).headers['cache-status']?.includes('stale-if-error') === true);
  expect(await get(gateway, `${path}x`)).toMatchObject({ status: 500 });
});

test('no-cache asks catalogue, keeps its answer for others, and needs no body for what is unchanged', async () => {
  await get(gateway, path);
  const same = await get(gateway, path, { 'cache-control': 'no-cache' });
  expect(same.headers['cache-status']).toBe('wadah; fwd=request; fwd-status=304; stored');
  expect(parts.catalogue.seen[1]?.headers['if-none-match']).toBe('"32000"');
  page.priceRupiah = 38_000;
  expect((await get(gateway, path, { pragma: 'no-cache' })).body.priceRupiah).toBe(38_000);
  expect((await get(gateway, path)).body.priceRupiah).toBe(38_000);
  expect(parts.catalogue.seen).toHaveLength(3);
});

test.each<[string, Record<string, string | string[]>]>([
  ['a cookie', { 'set-cookie': 'a=b' }],
  ['private', { 'cache-control': 'private, max-age=5' }],
  ['no-store', { 'cache-control': 'public, no-store, max-age=5' }],
  ['nothing about keeping', { 'cache-control': '' }],
  ['that it varies by who asks', { vary: 'Accept-Language, Authorization' }],
  ['that it varies by everything', { vary: '*' }],
])('an answer with %s is kept by nobody', async (_what, extra) => {
  let calls = 0;
  parts.catalogue.answer((_request, response) => response.writeHead(200, { ...headers, ...extra }).end(String((calls += 1))));
  const [first, second] = [await get(gateway, path), await get(gateway, path)];
  expect(second.text).not.toBe(first.text);
  expect(second.headers['cache-status']).toBe('wadah; fwd=uri-miss');
});

test('many who ask at once for what may not be shared each get their own', async () => {
  let calls = 0;
  parts.catalogue.answer((_request, response) => response.writeHead(200, { 'cache-control': 'private' }).end(String((calls += 1))));
  const texts = (await Promise.all(Array.from({ length: 10 }, () => get(gateway, path)))).map(({ text }) => text);
  expect(new Set(texts).size).toBe(10);
});

test('catalogue never learns who asks for a public page, and nobody’s token keeps a page from others', async () => {
  const authorization = `Bearer ${parts.issuer.user({ accountId: 'acc_1' })}`;
  const sent = { authorization, cookie: 'a=b', 'x-user-id': 'acc_1', 'user-agent': 'curl', 'if-none-match': '"0"', range: 'bytes=0-1' };
  const mine = await get(gateway, path, sent);
  expect((await get(gateway, path)).text).toBe(mine.text);
  expect(Object.keys(parts.catalogue.seen[0]?.headers ?? {}).toSorted()).toEqual(
    ['accept', 'accept-language', 'connection', 'host', 'x-correlation-id'].toSorted(),
  );
  expect(await get(gateway, path, { authorization: `${authorization}x` })).toMatchObject({ status: 401 });
});

test('languages and queries are pages of their own', async () => {
  const search = `/v1/listings?query=kopi&limit=${page.number}`;
  await get(gateway, search);
  await get(gateway, search, { 'accept-language': 'en-GB, en;q=0.9' });
  await get(gateway, `${search}&sort=newest`);
  await get(gateway, search, { 'accept-language': 'id-ID' });
  expect(parts.catalogue.seen.map(({ url, headers: { 'accept-language': language } }) => `${language} ${url}`)).toEqual([
    `id ${search}`,
    `en ${search}`,
    `id ${search}&sort=newest`,
  ]);
});

test('routes that are not declared public, and writes, are not kept', async () => {
  for (const at of ['/v1/curation/listings', `/v1/sellers/sel_1/listings`, '/v1/nothing']) {
    const calls = [await get(gateway, at), await get(gateway, at)];
    expect(calls.every(({ headers: { 'cache-status': status } }) => status === undefined)).toBe(true);
  }
  await ask(gateway.url, path, { method: 'PATCH' });
  await ask(gateway.url, path, { method: 'PATCH' });
  expect(parts.catalogue.seen).toHaveLength(6);
});

test('a page is compressed for who can read that', async () => {
  const long = JSON.stringify({ text: 'gula aren '.repeat(500) });
  parts.catalogue.answer((_request, response) => response.writeHead(200, headers).end(long));
  await get(gateway, path);
  expect((await get(gateway, path)).text).toBe(long);
  const response = await fetch(gateway.url + path, { headers: { 'accept-encoding': 'gzip' } });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(Number(response.headers.get('content-length'))).toBeLessThan(500);
  expect(response.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
  expect(await response.text()).toBe(long);
});

test('an answer that is too large is streamed whole and not kept, whether its length was told or not', async () => {
  const small = await unlimited(parts, { CACHE_PAGE_BYTES: '1000' });
  const long = 'x'.repeat(300_000);
  for (const told of [{}, { 'content-length': String(long.length) }]) {
    parts.catalogue.answer((_request, response) => response.writeHead(200, { ...headers, ...told }).end(long));
    const seenBefore = parts.catalogue.seen.length;
    expect((await get(small, path)).text).toHaveLength(long.length);
    expect((await get(small, path)).text).toHaveLength(long.length);
    expect(parts.catalogue.seen).toHaveLength(seenBefore + 2);
  }
});

test('an answer that breaks off is no page', async () => {
  parts.catalogue.answer((_request, response) => {
    response.writeHead(200, { ...headers, 'content-length': '100' }).write('{"half":');
    setImmediate(() => response.destroy());
  });
  expect(await get(gateway, path)).toMatchObject({ status: 503 });
  parts.catalogue.answer(page.answer);
  expect((await get(gateway, path)).body.priceRupiah).toBe(32_000);
});

test('who leaves does not take the page from those who wait for it', async () => {
  let release = (): void => undefined;
  parts.catalogue.answer((request, response) => (release = () => page.answer(request, response)));
  const leaving = new AbortController();
  const left = fetch(gateway.url + path, { signal: leaving.signal });
  left.catch(() => undefined);
  await eventually('catalogue is asked', () => parts.catalogue.seen.length > 0);
  const waiting = get(gateway, path);
  leaving.abort();
  await expect(left).rejects.toThrow();
  release();
  expect((await waiting).body.priceRupiah).toBe(32_000);
  expect(parts.catalogue.seen).toHaveLength(1);
});
