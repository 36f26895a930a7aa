import { asksForFresh, freshSecondsOf, keptHeaders } from '../src/domain/storable.ts';

const PUBLIC = { 'cache-control': 'public, max-age=5' };

test.each<[string, number, Record<string, string | string[]>, number | undefined]>([
  ['a public answer is kept for its time', 200, PUBLIC, 5],
  ['shared caches have a time of their own', 200, { 'cache-control': 'PUBLIC, max-age=5, S-MaxAge="7"' }, 7],
  ['what varies by language or compression is kept', 200, { ...PUBLIC, vary: 'Accept-Language, accept-encoding' }, 5],
  ['what varies by origin is not', 200, { ...PUBLIC, vary: 'Origin' }, undefined],
  ['what varies by everything is not', 200, { ...PUBLIC, vary: ['Accept-Language', '*'] }, undefined],
  ['a cookie is one person’s', 200, { ...PUBLIC, 'set-cookie': ['a=b'] }, undefined],
  ['private is one person’s', 200, { 'cache-control': 'public, private, max-age=5' }, undefined],
  ['no-store is kept by nobody', 200, { 'cache-control': 'public, no-store, max-age=5' }, undefined],
  ['no-cache may not be kept without asking', 200, { 'cache-control': 'public, no-cache="set-cookie", max-age=5' }, undefined],
  ['must-revalidate may never be stale', 200, { 'cache-control': 'public, max-age=5, must-revalidate' }, undefined],
  ['without public nothing is', 200, { 'cache-control': 'max-age=5' }, undefined],
  ['no time is no time', 200, { 'cache-control': 'public' }, undefined],
  ['a broken time is none', 200, { 'cache-control': 'public, max-age=-1' }, undefined],
  ['a refusal is not kept', 404, PUBLIC, undefined],
  ['a part is not kept', 206, PUBLIC, undefined],
  ['what is encoded already is not', 200, { ...PUBLIC, 'content-encoding': 'gzip' }, undefined],
])('%s', (_rule, status, headers, seconds) => expect(freshSecondsOf(status, headers)).toBe(seconds));

test.each<[string | undefined, string | undefined, boolean]>([
  ['no-cache', undefined, true],
  ['max-age=0', undefined, true],
  [undefined, 'no-cache', true],
  ['max-age=60', 'no-cache', false],
  [undefined, undefined, false],
])('Cache-Control %s with Pragma %s asks for a fresh page: %s', (cacheControl, pragma, fresh) => {
  expect(asksForFresh(cacheControl, pragma)).toBe(fresh);
});

test('a header that nobody listed is not kept', () => {
  expect(keptHeaders({ etag: '"1"', 'x-account': 'acc_1', ratelimit: 'x', vary: ['A', 'B'] })).toEqual({ etag: '"1"', vary: 'A, B' });
});
