import { gzipSync } from 'node:zlib';
import type { StartedGateway } from '../src/gateway.ts';
import { ask } from './support/raw-request.ts';
import { lines, rawExchange } from './support/raw-socket.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
let gateway: StartedGateway;
beforeAll(async () => {
  parts = await testGateway();
  gateway = await parts.start({ REQUEST_MS: '500' });
});
afterAll(() => parts.stop());
beforeEach(() => {
  parts.order.seen.length = 0;
});

const get = ['GET /v1/orders HTTP/1.1', 'Host: a', 'Connection: close'];
const post = ['POST /v1/orders HTTP/1.1', 'Host: a', 'Connection: close', 'Content-Type: application/json'];

test.each<[string, string, number]>([
  ['a target with an authority', lines('GET http://order/internal/orders HTTP/1.1', 'Host: a', 'Connection: close'), 400],
  ['a target that is only an authority', lines('CONNECT order:8184 HTTP/1.1', 'Host: order:8184', 'Connection: close'), 0],
  ['an asterisk', lines('OPTIONS * HTTP/1.1', 'Host: a', 'Connection: close'), 400],
  ['an unknown method', lines('HACK /v1/orders HTTP/1.1', 'Host: a', 'Connection: close'), 400],
  ['no Host', lines('GET /v1/orders HTTP/1.1', 'Connection: close'), 400],
  ['a negative length', `${lines(...post, 'Content-Length: -1')}{}`, 400],
  ['a length with a sign', `${lines(...post, 'Content-Length: +2')}{}`, 400],
  ['the same length said twice', `${lines(...post, 'Content-Length: 2', 'Content-Length: 2')}{}`, 400],
  ['an unknown transfer coding', `${lines(...post, 'Transfer-Encoding: xchunked')}0\r\n\r\n`, 400],
  ['a chunk size out of range', `${lines(...post, 'Transfer-Encoding: chunked')}fffffffffffffffff\r\n{}\r\n0\r\n\r\n`, 400],
  ['a header name with a space', lines(...get, 'X Bad: 1'), 400],
  ['a bare line feed in a header', lines(...get, 'X-One: a\nX-Two: b\rX-Three: c'), 400],
  ['thousands of headers', lines(...get, ...Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1`)), 431],
])('%s is refused and reaches nobody', async (_what, bytes, status) => {
  const answer = await rawExchange(gateway.url, bytes).answer;
  expect(answer.slice(0, 12)).toBe(status === 0 ? '' : `HTTP/1.1 ${status}`);
  expect(parts.order.seen).toEqual([]);
});

test('trailers, upgrades and what Connection names end at the gateway', async () => {
  const sent = ['Connection: close, X-Secret, Authorization', 'X-Secret: 1', 'Upgrade: h2c', 'HTTP2-Settings: x', 'Trailer: X-Admin'];
  const head = [...post.filter((line) => !line.startsWith('Connection')), ...sent, 'Transfer-Encoding: chunked'];
  await rawExchange(gateway.url, `${lines(...head)}2\r\n{}\r\n0\r\nX-Admin: 1\r\n\r\n`).answer;
  const seen = parts.order.seen[0]?.headers ?? {};
  for (const name of ['x-secret', 'x-admin', 'upgrade', 'trailer']) expect(seen).not.toHaveProperty(name);
});

test('a second request hidden in a body stays a body', async () => {
  const hidden = lines('GET /internal/orders HTTP/1.1', 'Host: order');
  await rawExchange(gateway.url, `${lines(...post, `Content-Length: ${hidden.length}`)}${hidden}`).answer;
  await rawExchange(gateway.url, `${lines(...get, `Content-Length: ${hidden.length}`)}${hidden}`).answer;
  expect(parts.order.seen.map(({ url }) => url)).toEqual(['/v1/orders', '/v1/orders']);
});

test('headers that never end are cut off', async () => {
  const { answer } = rawExchange(gateway.url, 'GET /v1/orders HTTP/1.1\r\nHost: a\r\nX-Slow: ');
  expect((await answer).slice(0, 12)).toMatch(/^(HTTP\/1\.1 408)?$/);
  expect(parts.order.seen).toEqual([]);
});

test('a compressed body goes through as it is: nobody here unpacks it', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000)).toString('latin1');
  const before = process.memoryUsage().heapUsed;
  await ask(gateway.url, '/v1/orders', {
    method: 'POST',
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
    content: bomb,
  });
  expect(parts.order.seen[0]?.headers['content-encoding']).toBe('gzip');
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
});

test('with one trusted proxy the client is who that proxy saw, whatever stands before it', async () => {
  const behind = await parts.start({ TRUST_PROXY_HOPS: '1' });
  await ask(behind.url, '/v1/orders', { headers: { 'x-forwarded-for': '10.0.0.1, 127.0.0.1, 203.0.113.7' } });
  expect(parts.order.seen[0]?.headers['x-forwarded-for']).toBe('203.0.113.7');
});

test('a path that sends elsewhere sends nobody anywhere', async () => {
  for (const path of ['//evil.example/v1/orders', '/\\evil.example', '/v1/orders?next=https://evil.example', '/%2f%2fevil.example']) {
    const answer = await ask(gateway.url, path);
    expect([path, answer.headers.location]).toEqual([path, undefined]);
    expect(answer.status === 200 || answer.status >= 400).toBe(true);
  }
});

test.each(['notification', 'identity'] as const)('a token of the service %s opens nothing from outside', async (service) => {
  const token = parts.issuer.service({ service, audience: 'order', scope: 'internal:orders.read' });
  for (const path of ['/v1/orders', '/internal/orders/ord_1', '/v1/listings'])
    expect([401, 404]).toContain((await ask(gateway.url, path, { headers: { authorization: `Bearer ${token}` } })).status);
  expect(parts.order.seen).toEqual([]);
});
