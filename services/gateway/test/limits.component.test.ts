import { eventually } from '@wadah/testing';
import { ask, type Sent } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
beforeEach(async () => {
  parts = await testGateway();
});
afterEach(() => parts.stop());

const user = (accountId: string): Sent => ({ headers: { authorization: `Bearer ${parts.issuer.user({ accountId })}` } });

test('an account has its own count, told in every answer', async () => {
  const { url } = await parts.start({ LIMIT_DEFAULT_PER_MINUTE: '2' });
  const first = await ask(url, '/v1/orders', user('acc_1'));
  expect(first.headers).toMatchObject({ 'ratelimit-policy': '"default";q=2;w=60', ratelimit: '"default";r=1;t=60' });
  await ask(url, '/v1/orders', user('acc_1'));
  const third = await ask(url, '/v1/orders', user('acc_1'));
  expect(third).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(50);
  expect(parts.order.seen).toHaveLength(2);
  expect(await ask(url, '/v1/orders', user('acc_2'))).toMatchObject({ status: 200 });
  expect(await ask(url, '/v1/orders')).toMatchObject({ status: 200 });
});

test('classes are counted apart, and signing in by address whoever a token names', async () => {
  const { url } = await parts.start({ LIMIT_SEARCH_PER_MINUTE: '1', LIMIT_AUTH_PER_MINUTE: '1' });
  await ask(url, '/v1/listings?query=kopi');
  expect(await ask(url, '/v1/listings?query=teh')).toMatchObject({ status: 429 });
  expect(await ask(url, '/v1/listings/lst_1')).toMatchObject({ status: 200 });
  await ask(url, '/v1/sessions', { method: 'POST', ...user('acc_1') });
  expect(await ask(url, '/v1/sessions', { method: 'POST', ...user('acc_2') })).toMatchObject({ status: 429 });
});

test('guessing tokens is counted too', async () => {
  const { url } = await parts.start({ LIMIT_DEFAULT_PER_MINUTE: '2' });
  const guess = { headers: { authorization: 'Bearer a.b.c' } };
  const statuses = [await ask(url, '/v1/orders', guess), await ask(url, '/v1/orders', guess), await ask(url, '/v1/orders', guess)].map(
    ({ status }) => status,
  );
  expect(statuses).toEqual([401, 401, 429]);
});

test('a provider above its limit is told 503, so that it sends its hook again, and another provider is not', async () => {
  const { url } = await parts.start({ LIMIT_HOOK_PER_MINUTE: '1' });
  await ask(url, '/v1/hooks/payments/midtrans', { method: 'POST' });
  const second = await ask(url, '/v1/hooks/payments/midtrans', { method: 'POST' });
  expect(second).toMatchObject({ status: 503, body: { code: 'too-many-hooks' } });
  expect(second.headers['retry-after']).toBeDefined();
  expect(await ask(url, '/v1/hooks/payments/other', { method: 'POST' })).toMatchObject({ status: 200 });
});

test('providers that do not exist share one limit, whatever they are called', async () => {
  const { url } = await parts.start({ LIMIT_HOOK_PER_MINUTE: '2' });
  const statuses = [];
  for (const name of ['a', 'b', 'c']) statuses.push((await ask(url, `/v1/hooks/payments/${name}`, { method: 'POST' })).status);
  expect(statuses).toEqual([200, 200, 503]);
  expect(await ask(url, '/v1/hooks/payments/midtrans', { method: 'POST' })).toMatchObject({ status: 200 });
});

test('one household of IPv6 addresses is one client', async () => {
  const { url } = await parts.start({ LIMIT_AUTH_PER_MINUTE: '1', TRUST_PROXY_HOPS: '1' });
  const from = async (address: string) =>
    (await ask(url, '/v1/sessions', { method: 'POST', headers: { 'x-forwarded-for': address } })).status;
  const [first, neighbour, elsewhere] = [await from('2001:db8:1:2::1'), await from('2001:db8:1:2::2'), await from('2001:db8:1:3::1')];
  expect([neighbour, first === elsewhere]).toEqual([429, true]);
});

test('two gateways count together', async () => {
  const change = { LIMIT_DEFAULT_PER_MINUTE: '5' };
  const [one, two] = await Promise.all([parts.start(change), parts.start(change)]);
  for (let index = 0; index < 5; index += 1) await ask(one.url, '/v1/orders', user('acc_1'));
  await eventually('the other gateway knows of it', async () => (await ask(two.url, '/v1/orders', user('acc_1'))).status === 429);
});

test('an address written by the client is not believed', async () => {
  const { url } = await parts.start({ LIMIT_DEFAULT_PER_MINUTE: '1' });
  await ask(url, '/v1/orders', { headers: { 'x-forwarded-for': '1.1.1.1' } });
  expect(await ask(url, '/v1/orders', { headers: { 'x-forwarded-for': '2.2.2.2' } })).toMatchObject({ status: 429 });
});

test('looking for doors is counted, and told with the limits', async () => {
  const strict = await parts.start({ LIMIT_DEFAULT_PER_MINUTE: '3' });
  const statuses = [];
  for (const path of ['/internal/x', '/v1//orders', '/.env', '/wp-admin']) {
    const answer = await ask(strict.url, path);
    expect(answer.headers).toHaveProperty('ratelimit');
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([404, 400, 404, 429]);
});

test('the pages that explain the API are counted like any other, and say so', async () => {
  const strict = await parts.start({ LIMIT_DEFAULT_PER_MINUTE: '3' });
  const statuses = [];
  for (const own of ['/docs', '/openapi.json', '/docs/start.js', '/openapi.json', '/docs']) {
    const answer = await ask(strict.url, own);
    expect(answer.headers).toHaveProperty('ratelimit');
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  expect(await ask(strict.url, '/health/live')).toMatchObject({ status: 200 });
});

test('a path that only begins like ours is nothing, and is counted once', async () => {
  const strict = await parts.start({ LIMIT_DEFAULT_PER_MINUTE: '4' });
  const statuses = [];
  for (const own of ['/docs/x', '/docsx', '/openapi.jsonx', '/openapi.json/']) statuses.push((await ask(strict.url, own)).status);
  expect(statuses).toEqual([404, 404, 404, 404]);
  expect((await ask(strict.url, '/docs', { method: 'POST' })).status).toBe(429);
});

test.each(['/v1/me/password', '/v1/me/email', '/v1/me/email/confirmation', '/v1/me/second-factor', '/v1/accounts/verification'])(
  'guessing at %s is counted as signing in is, whichever account guesses',
  async (path) => {
    const { url } = await parts.start({ LIMIT_AUTH_PER_MINUTE: '1' });
    const statuses = [];
    for (const account of ['acc_1', 'acc_2']) statuses.push((await ask(url, path, { method: 'POST', ...user(account) })).status);
    expect(statuses[1]).toBe(429);
    expect(statuses[0]).not.toBe(429);
  },
);
