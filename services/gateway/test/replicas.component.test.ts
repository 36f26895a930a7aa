import { eventually } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { ask } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';
import { upstreamServer, type UpstreamServer } from './support/upstream-server.ts';

let parts: TestGateway;
let other: UpstreamServer;
let gateway: StartedGateway;
beforeAll(async () => {
  [parts, other] = await Promise.all([testGateway(), upstreamServer()]);
});
beforeEach(async () => {
  gateway = await parts.start({ ORDER_URL: `${parts.order.url},${other.url}` });
});
afterEach(() => {
  for (const replica of [parts.order, other]) {
    replica.answer((_request, response) => void response.end('{}'));
    replica.seen.length = 0;
  }
});
afterAll(async () => {
  await parts.stop();
  await other.stop();
});

const asked = ({ seen }: UpstreamServer): number => seen.filter(({ url }) => url.startsWith('/v1/')).length;
const post = (headers: Record<string, string> = {}, url = gateway.url) =>
  ask(url, '/v1/carts', {
    method: 'POST',
    content: '{"a":1}',
    headers: { 'content-type': 'application/json', 'content-length': 7, ...headers },
  });

test('requests are shared out among the replicas of a service', async () => {
  for (let count = 0; count < 6; count += 1) expect(await ask(gateway.url, '/v1/orders')).toMatchObject({ status: 200 });
  expect([asked(parts.order), asked(other)]).toEqual([3, 3]);
});

test('idempotent calls lose nothing to a replica that refuses connections, and it gets requests again when it is ready', async () => {
  await other.stop();
  for (let count = 0; count < 4; count += 1) {
    expect(await ask(gateway.url, '/v1/orders')).toMatchObject({ status: 200 });
    expect(await post({ 'idempotency-key': `key-${count}` })).toMatchObject({ status: 200 });
  }
  expect(asked(other)).toBe(0);
  await other.start();
  await eventually('the replica is asked again', async () => {
    await ask(gateway.url, '/v1/orders');
    return asked(other) > 0;
  });
});

test('a refused call that would do a thing twice goes to no other replica, and the next one avoids who refused', async () => {
  // With a connection left idle its end would have told.
  other.answer((_request, response) => void response.writeHead(200, { connection: 'close' }).end());
  const second = await parts.start({ ORDER_URL: `${parts.order.url},${other.url}` });
  await other.stop();
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await post({}, second.url)).status);
  expect(statuses.toSorted()).toEqual([200, 200, 200, 503]);
  await other.start();
});

test('who says goodbye gets no more requests until it says that it is ready', async () => {
  let ready = false;
  other.answer((request, response) => {
    if (request.url === '/health/ready') response.writeHead(ready ? 200 : 503).end();
    else response.writeHead(200, { connection: 'close' }).end('{}');
  });
  for (let count = 0; count < 8; count += 1) expect(await post()).toMatchObject({ status: 200 });
  expect(asked(other)).toBe(1);
  ready = true;
  await eventually('it is asked again', async () => {
    await post();
    return asked(other) > 1;
  });
});

test('an answer that broke off is asked for once more only where nothing changes by it', async () => {
  let ready = false;
  other.answer((request, response) => {
    if (request.url === '/health/ready') response.writeHead(ready ? 200 : 503).end();
    else request.socket.destroy();
  });
  const read = [await ask(gateway.url, '/v1/orders'), await ask(gateway.url, '/v1/orders')];
  expect(read.map(({ status }) => status)).toEqual([200, 200]);
  expect(asked(other)).toBe(1);
  ready = true;
  const second = await parts.start({ ORDER_URL: `${parts.order.url},${other.url}` });
  const cancelled = [];
  for (let count = 0; count < 2; count += 1)
    cancelled.push((await ask(second.url, '/v1/carts/crt_1/lines/var_1', { method: 'DELETE' })).status);
  expect(cancelled.toSorted()).toEqual([200, 503]);
});

test('a gateway that starts sends nothing to a replica that is not there', async () => {
  await other.stop();
  const second = await parts.start({ ORDER_URL: `${other.url},${parts.order.url}` });
  const headers = { 'content-type': 'application/json', 'content-length': 2 };
  for (let count = 0; count < 3; count += 1)
    expect(await ask(second.url, '/v1/carts', { method: 'POST', content: '{}', headers })).toMatchObject({ status: 200 });
  await other.start();
});

test('with every replica out all are tried, so that who comes back is found at once', async () => {
  await Promise.all([other.stop(), parts.order.stop()]);
  expect(await ask(gateway.url, '/v1/orders')).toMatchObject({ status: 503, body: { service: 'order' } });
  await Promise.all([other.start(), parts.order.start()]);
  await eventually('orders are answered', async () => (await ask(gateway.url, '/v1/orders')).status === 200);
});

test('uploads that a dead service refused open its breaker as any other call does', async () => {
  const alone = await parts.start({ ORDER_URL: 'http://127.0.0.1:9' });
  const headers = { 'content-type': 'application/json', 'content-length': 2 };
  for (let count = 0; count < 6; count += 1) await ask(alone.url, '/v1/carts', { method: 'POST', content: '{}', headers });
  expect((await alone.ready()).checks).toMatchObject({ order: 'down' });
});
