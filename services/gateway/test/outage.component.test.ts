import { eventually } from '@wadah/testing';
import { ask } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
beforeAll(async () => {
  parts = await testGateway();
});
afterAll(() => parts.stop());

test('a dead service is a clear 503 on its own routes and on no other, until it is back', async () => {
  const gateway = await parts.start();
  await parts.order.stop();
  const answer = await ask(gateway.url, '/v1/orders');
  expect(answer).toMatchObject({ status: 503, body: { code: 'upstream-unavailable', service: 'order' } });
  expect(answer.headers['retry-after']).toBe('1');
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(await ask(gateway.url, '/v1/regions')).toMatchObject({ status: 200 });
  await parts.order.start();
  await eventually('orders are answered again', async () => (await ask(gateway.url, '/v1/orders')).status === 200);
});

test('the breaker opens on failures, shows in the metrics, and closes when the service is back', async () => {
  const gateway = await parts.start({ BREAKER_RESET_MS: '500' });
  const level = async () =>
    /gateway_breaker_state\{upstream="payment"[^}]*\} (\d)/.exec((await ask(gateway.internalUrl, '/metrics')).text)?.[1];
  expect(await level()).toBe('0');
  await parts.payment.stop();
  for (let index = 0; index < 8; index += 1) expect(await ask(gateway.url, '/v1/payments/pay_1')).toMatchObject({ status: 503 });
  expect(await level()).toBe('2');
  await parts.payment.start();
  const before = parts.payment.seen.length;
  expect(await ask(gateway.url, '/v1/payments/pay_1')).toMatchObject({ status: 503 });
  expect(parts.payment.seen).toHaveLength(before);
  expect((await gateway.ready()).checks).toMatchObject({ payment: 'down', order: 'up' });
  await eventually('payments are answered again', async () => (await ask(gateway.url, '/v1/payments/pay_1')).status === 200);
  expect(await level()).toBe('0');
});

test('a slow service is given up in time', async () => {
  const gateway = await parts.start({ UPSTREAM_ANSWER_MS: '300' });
  let answered = false;
  parts.catalogue.answer((_request, response) => response.once('close', () => (answered = true)));
  const beganAt = performance.now();
  expect(await ask(gateway.url, '/v1/regions')).toMatchObject({ status: 503, body: { service: 'catalogue' } });
  expect(performance.now() - beganAt).toBeLessThan(3_000);
  await eventually('the call is ended', () => answered);
});

test('a status of the service, 503 too, is its own word and opens no breaker', async () => {
  const gateway = await parts.start();
  parts.order.answer((_request, response) => {
    response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '7' }).end('{"code":"carts-unavailable"}');
  });
  for (let index = 0; index < 10; index += 1) {
    const answer = await ask(gateway.url, '/v1/carts/crt_1');
    expect(answer).toMatchObject({ status: 503, body: { code: 'carts-unavailable' } });
    expect(answer.headers['retry-after']).toBe('7');
  }
});
