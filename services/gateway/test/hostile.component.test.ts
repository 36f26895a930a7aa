import { eventually } from '@wadah/testing';
import { ask } from './support/raw-request.ts';
import { lines, rawExchange } from './support/raw-socket.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
beforeAll(async () => {
  parts = await testGateway();
});
afterAll(() => parts.stop());

const HUGE = 'x'.repeat(20_000);

test('what two readers would cut in two ways is refused and sent to nobody', async () => {
  const gateway = await parts.start();
  const seenBefore = parts.order.seen.length;
  const post = ['POST /v1/orders HTTP/1.1', 'Host: a', 'Connection: close', 'Content-Type: application/json'];
  const shapes: readonly (readonly [string, number])[] = [
    [`${lines(...post, 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`, 400],
    [`${lines(...post, 'Content-Length: 2', 'Content-Length: 3')}{}}`, 400],
    [`${lines(...post, 'Transfer-Encoding: chunked, identity')}0\r\n\r\n`, 400],
    [`${lines(...post, 'Content-Length : 2')}{}`, 400],
    [`${lines(...post, 'X-One: a', ' folded', 'Content-Length: 2')}{}`, 400],
    [`${lines(...post, 'Transfer-Encoding: chunked')}5;\nx\r\n{}\r\n0\r\n\r\n`, 400],
    [lines('GET /v1/orders HTTP/1.1', 'Host: a', 'Connection: close', `X-Huge: ${HUGE}`), 431],
    [lines('GET http://other.example/v1/orders HTTP/1.1', 'Host: a', 'Connection: close'), 400],
  ];
  for (const [bytes, status] of shapes) {
    const answer = await rawExchange(gateway.url, bytes).answer;
    expect([bytes.slice(0, 300), answer.slice(0, 12)]).toEqual([bytes.slice(0, 300), `HTTP/1.1 ${status}`]);
  }
  expect(parts.order.seen.slice(seenBefore).filter(({ url }) => url !== '/v1/orders')).toEqual([]);
});

test('bodies that nobody waits for open no breaker', async () => {
  const gateway = await parts.start();
  parts.catalogue.answer((_request, response) => {
    response.writeHead(413, { 'content-type': 'application/problem+json' }).end('{"code":"body-too-large"}');
  });
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, content: 'x'.repeat(1_000_000) };
  for (let index = 0; index < 12; index += 1) expect(await ask(gateway.url, '/v1/listings', sent)).toMatchObject({ status: 413 });
  expect((await gateway.ready()).checks).toMatchObject({ catalogue: 'up' });
});

test('an answer keeps both the gateway’s Vary and the service’s', async () => {
  const gateway = await parts.start({ CORS_ORIGINS: 'https://shop.example' });
  parts.order.answer((_request, response) => response.writeHead(200, { vary: 'Accept-Language' }).end('{}'));
  const { headers } = await ask(gateway.url, '/v1/orders', { headers: { origin: 'https://shop.example' } });
  expect(headers.vary?.split(/, */)).toEqual(expect.arrayContaining(['Origin', 'Accept-Language']));
});

test('a body that comes too slowly is cut off, and its place is free for others', async () => {
  const gateway = await parts.start({ UPSTREAM_CONNECTIONS: '1', REQUEST_MS: '500' });
  parts.payment.answer((request, response) => {
    request.resume().once('end', () => response.end('{}'));
  });
  const head = lines('POST /v1/payments HTTP/1.1', 'Host: a', 'Content-Type: application/json', 'Content-Length: 100');
  const slow = Array.from({ length: 6 }, () => rawExchange(gateway.url, `${head}{`));
  for (const { answer } of slow) expect((await answer).slice(0, 12)).toMatch(/^(HTTP\/1\.1 408)?$/);
  await eventually('another request gets through', async () => (await ask(gateway.url, '/v1/payments/pay_1')).status === 200);
  expect((await gateway.ready()).checks).toMatchObject({ payment: 'up' });
});
