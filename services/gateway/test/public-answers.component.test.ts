import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { eventually } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { get, metric, publicHeaders, publicPage, unlimited, type PublicPage } from './support/public-page.ts';
import { ask, openRequest } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

const ORIGIN = 'https://toko.example';

let parts: TestGateway;
let gateway: StartedGateway;
beforeAll(async () => {
  parts = await testGateway();
  gateway = await unlimited(parts, { CORS_ORIGINS: `${ORIGIN}, https://admin.example` });
});
afterAll(() => parts.stop());

let page: PublicPage;
let path = '';
beforeEach(() => {
  page = publicPage(parts);
  ({ path } = page);
});

const varyOf = ({ headers }: { readonly headers: { readonly vary?: string | undefined } }) =>
  (headers.vary ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .toSorted();

const reader = (locale: 'id' | 'en') => ({ authorization: `Bearer ${parts.issuer.user({ accountId: 'acc_1', locale })}` });

/** Says in which language it was asked. */
const inItsLanguage = () =>
  parts.catalogue.answer(({ headers: { 'accept-language': language = '' }, url = '' }, response) => {
    const missing = url.endsWith('missing');
    response.writeHead(missing ? 404 : 200, missing ? { 'cache-control': 'no-store' } : publicHeaders).end(JSON.stringify({ language }));
  });

test('a public page is in the account’s language, else in what the client likes, and no cache behind us mixes them up', async () => {
  inItsLanguage();
  const stranger = await get(gateway, path, { 'accept-language': 'en' });
  const signedIn = await get(gateway, path, { ...reader('id'), 'accept-language': 'en' });
  expect([stranger.body.language, signedIn.body.language]).toEqual(['en', 'id']);
  expect(varyOf(stranger)).toEqual(['accept-encoding', 'accept-language', 'origin']);
  expect(varyOf(signedIn)).toEqual(['accept-encoding', 'accept-language', 'authorization', 'origin']);
  expect((await get(gateway, path, { 'accept-language': 'en' })).body.language).toBe('en');
  const unchanged = await get(gateway, path, { 'accept-language': 'id', 'if-none-match': '*' });
  expect(varyOf(unchanged)).toContain('accept-language');
});

test('a refusal of a public page is in the account’s language and is kept by nobody', async () => {
  inItsLanguage();
  const missing = `${path}missing`;
  const answers = [await get(gateway, missing, reader('en')), await get(gateway, missing, reader('id')), await get(gateway, missing)];
  expect(answers.map(({ status, body }) => [status, body.language])).toEqual([
    [404, 'en'],
    [404, 'id'],
    [404, 'id'],
  ]);
});

test('a kept page allows each web page by its own origin, and none that is not ours', async () => {
  await get(gateway, path, { origin: ORIGIN });
  for (const [origin, allowed] of [
    ['https://admin.example', 'https://admin.example'],
    ['https://evil.example', undefined],
    [ORIGIN, ORIGIN],
  ] as const) {
    const answer = await get(gateway, path, { origin });
    expect(answer.headers['access-control-allow-origin']).toBe(allowed);
    expect(varyOf(answer)).toContain('origin');
  }
  expect(parts.catalogue.seen).toHaveLength(1);
});

test('what a kept page answers leaves no log line, 200 and 304 alike; every other answer leaves one', async () => {
  const info = jest.spyOn(gateway.chassis.logger, 'info');
  const lines = () => info.mock.calls.filter(([, text]) => text === 'request').map(([line]) => (line as { status: string }).status);
  const first = await get(gateway, path);
  await eventually('the line of the question', () => lines().length === 1);
  const hits = /gateway_cache_answers_total\{page="listing",outcome="memory"[^}]*\} (\d+)/;
  const before = await metric(gateway, hits);
  await get(gateway, path);
  await get(gateway, path, { 'if-none-match': first.headers.etag ?? '' });
  await get(gateway, `${path}/nothing`);
  await eventually('the line of the last', () => lines().includes('200') && lines().length >= 2);
  expect(lines()).toHaveLength(2);
  expect(await metric(gateway, hits)).toBe(before + 2);
  info.mockRestore();
});

test.each([
  ['another order of the query', ['?query=a&limit=1', '?limit=1&query=a']],
  ['a parameter said twice', ['?limit=1', '?limit=1&limit=1', '?limit=1&limit=2']],
  ['other letters in another case', ['?query=kopi', '?query=Kopi']],
  ['a text that is composed in another way', ['?query=caf%C3%A9', '?query=cafe%CC%81']],
  ['a separator that is encoded', ['?query=a&sort=b', '?query=a%26sort=b', '?query=a;sort=b']],
  ['an empty query', ['', '?']],
])('%s never finds another question’s page', async (_what, queries) => {
  parts.catalogue.answer(({ url }, response) => response.writeHead(200, publicHeaders).end(JSON.stringify({ url })));
  const asked = queries.map((query) => `${path}${query}`);
  for (const one of [...asked, ...asked]) expect((await get(gateway, one)).body.url).toBe(one);
});

test('a path that is written in another way is the same page, and one with a slash at its end is none', async () => {
  const first = await get(gateway, path);
  expect((await get(gateway, path.replace('listings/lst', 'listings/%6cst'))).text).toBe(first.text);
  expect(await get(gateway, `${path}/`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect((await get(gateway, path.replace('lst_', 'LST_'))).text).not.toBe(first.text);
});

const bytesOf = async (headers: Record<string, string>, method = 'GET') => {
  const { sent, answer } = openRequest(gateway.url, path, { method, headers });
  sent.end();
  const response = await answer;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { 'content-encoding': encoding = 'none', 'content-length': length } = response.headers;
  return { status: response.statusCode, encoding, length: Number(length), bytes: Buffer.concat(chunks) };
};

test('a kept page has one text in every encoding, and the length that is told for HEAD too', async () => {
  const text = JSON.stringify({ text: 'gula aren Baduy – “asli” '.repeat(200) });
  parts.catalogue.answer((_request, response) => response.writeHead(200, publicHeaders).end(text));
  const unpack: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync, none: (bytes) => bytes };
  for (const [accepted, expected] of [
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br;q=0', 'gzip'],
    ['deflate', 'none'],
    ['identity', 'none'],
    ['*;q=0', 'none'],
    ['gzip\u00e9', 'none'],
  ] as const) {
    const answer = await bytesOf({ 'accept-encoding': accepted });
    expect([accepted, answer.encoding, answer.length]).toEqual([accepted, expected, answer.bytes.length]);
    expect(unpack[expected]?.(answer.bytes).toString()).toBe(text);
    const head = await bytesOf({ 'accept-encoding': accepted }, 'HEAD');
    expect([head.encoding, head.length, head.bytes.length]).toEqual([expected, answer.length, 0]);
  }
});

test('a part of a kept page is never asked for nor given, and a body that comes with a GET is nobody’s', async () => {
  const whole = await get(gateway, path);
  expect(await get(gateway, path, { range: 'bytes=0-1' })).toMatchObject({ status: 200, text: whole.text });
  const withBody = await ask(gateway.url, path, { headers: { 'content-length': '2' }, content: '{}' });
  expect(withBody).toMatchObject({ status: 200, text: whole.text });
});
