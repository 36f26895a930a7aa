import { sessionClosedV1 } from '@wadah/contracts';
import { eventually, publisher } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { ask } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
let gateway: StartedGateway;
beforeAll(async () => {
  parts = await testGateway();
  gateway = await parts.start();
});
afterAll(() => parts.stop());
beforeEach(() => {
  parts.order.seen.length = 0;
  parts.catalogue.seen.length = 0;
});

const get = (path: string, headers: Record<string, string> = {}) => ask(gateway.url, path, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('what is forwarded is exactly what was matched', async () => {
  expect((await get('/v1/%6frders/ord_1?a=1&b=%2F')).body).toEqual({ method: 'GET', url: '/v1/orders/ord_1?a=1&b=%2F' });
});

test.each([
  '/v1/listings/../orders',
  '/v1/listings/%2e%2e/orders',
  '/v1/listings%2f..%2forders',
  '/v1//orders',
  '//v1/orders',
  '/v1/orders\\x',
  '/v1/orders/%5cx',
  '/v1/orders/%00',
])('%s is refused and reaches nobody', async (path) => {
  expect(await get(path)).toMatchObject({ status: 400, body: { code: 'path-invalid' } });
  expect([...parts.order.seen, ...parts.catalogue.seen]).toEqual([]);
});

test.each(['/internal/orders/ord_1', '/metrics', '/v1/nothing', '/v1/orders/', '/'])('%s is nobody’s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('a method that no path takes goes no further', async () => {
  expect(await ask(gateway.url, '/v1/orders', { method: 'TRACE' })).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
  expect(parts.order.seen).toEqual([]);
});

test('a good token goes along, for the service verifies it again', async () => {
  const headers = bearer(parts.issuer.user({ accountId: 'acc_1' }));
  expect(await get('/v1/orders', headers)).toMatchObject({ status: 200 });
  expect(parts.order.seen[0]?.headers.authorization).toBe(headers.authorization);
});

test.each<[string, () => string]>([
  ['forged', () => `Bearer ${parts.issuer.user({ accountId: 'acc_1' })}x`],
  ['expired', () => `Bearer ${parts.issuer.user({ accountId: 'acc_1', now: new Date(Date.now() - 3_600_000) })}`],
  ['internal', () => `Bearer ${parts.issuer.service({ service: 'notification', audience: 'order', scope: 'internal:orders.read' })}`],
  ['no bearer', () => 'Basic YTpi'],
])('a token that is %s is refused at the edge', async (_what, authorization) => {
  const answer = await get('/v1/orders', { authorization: authorization() });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(parts.order.seen).toEqual([]);
});

test('a stranger is let through: the service decides', async () => {
  expect(await get('/v1/orders')).toMatchObject({ status: 200 });
});

test('JWKS are identity’s', async () => {
  expect((await get('/.well-known/jwks.json')).body).toHaveProperty('keys');
});

test('a session that was closed is refused once the gateway has heard of it', async () => {
  const headers = bearer(parts.issuer.user({ accountId: 'acc_1', sessionId: 'ses_closed' }));
  expect(await get('/v1/orders', headers)).toMatchObject({ status: 200 });
  const events = await publisher(parts.names);
  await events.publish(
    sessionClosedV1.from({
      subject: 'ses_closed',
      time: new Date(),
      data: { sessionId: 'ses_closed', accountId: 'acc_1', reason: 'signed_out' },
    }),
    { sequence: 1 },
  );
  await eventually('the closed session is refused', async () => (await get('/v1/orders', headers)).body.code === 'token-revoked');
  await events.stop();
});

test('nobody can say who they are in a header, and the service hears from where they come', async () => {
  await get('/v1/orders', {
    'x-forwarded-for': '6.6.6.6',
    'x-user-id': 'acc_admin',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
    cookie: 'a=b',
    'x-correlation-id': 'corr-1',
  });
  const { headers } = parts.order.seen[0] ?? { headers: {} };
  expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', 'x-correlation-id': 'corr-1' });
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-user-id']));
  expect(JSON.stringify(headers)).not.toContain('6.6.6.6');
  expect(headers).not.toHaveProperty('cookie');
});

test('answers carry security headers and the correlation id, and nothing of what is behind', async () => {
  parts.order.answer((_request, response) => response.writeHead(200, { 'x-powered-by': 'x', server: 'y', etag: '"1"' }).end('{}'));
  const { headers } = await get('/v1/orders', { 'x-correlation-id': 'corr-2' });
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-correlation-id': 'corr-2', etag: '"1"' });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['strict-transport-security']).toBeDefined();
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('pages of configured origins may call, others may not', async () => {
  const open = await parts.start({ CORS_ORIGINS: 'https://shop.example' });
  const from = (origin: string) =>
    ask(open.url, '/v1/orders', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  expect((await from('https://shop.example')).headers['access-control-allow-origin']).toBe('https://shop.example');
  expect((await from('https://other.example')).headers).not.toHaveProperty('access-control-allow-origin');
});

test('health is public, metrics are not', async () => {
  expect(await get('/health/live')).toMatchObject({ status: 200 });
  await eventually('the gateway is ready', async () => (await get('/health/ready')).status === 200);
  expect(await get('/metrics')).toMatchObject({ status: 404 });
  const metrics = await ask(gateway.internalUrl, '/metrics');
  expect(metrics.text).toContain('gateway_breaker_state{upstream="order"');
  expect(metrics.text).toContain('route="/v1/orders"');
  expect(await ask(gateway.internalUrl, '/v1/orders')).toMatchObject({ status: 404 });
});

test('the API document and its page are the gateway’s own and need no network', async () => {
  const document = await get('/openapi.json');
  expect(document.body).toMatchObject({ openapi: '3.1.0', info: { title: 'Wadah' } });
  expect(await get('/openapi.json', { 'if-none-match': document.headers.etag ?? '' })).toMatchObject({ status: 304 });
  const page = await get('/docs');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toContain('/docs/swagger-ui-bundle.js');
  expect(files.every((file) => file.startsWith('/docs/'))).toBe(true);
  for (const file of files) expect(await get(file)).toMatchObject({ status: 200 });
});

test('a request larger than anything takes is refused before it is sent on', async () => {
  const answer = await ask(gateway.url, '/v1/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    content: 'x'.repeat(1_200_000),
  });
  expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  expect(parts.order.seen).toEqual([]);
});

test('while no key can be had, services verify alone', async () => {
  const alone = await parts.start({ IDENTITY_URL: 'http://127.0.0.1:9' });
  const headers = bearer(parts.issuer.user({ accountId: 'acc_1' }));
  expect(await ask(alone.url, '/v1/orders', { headers })).toMatchObject({ status: 200 });
  expect(await ask(alone.url, '/v1/sessions', { method: 'POST' })).toMatchObject({ status: 503, body: { service: 'identity' } });
});
