import { gunzipSync, gzipSync } from 'node:zlib';
import { eventually } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { ask, openRequest } from './support/raw-request.ts';
import { testGateway, type TestGateway } from './support/start.ts';

let parts: TestGateway;
let gateway: StartedGateway;
beforeAll(async () => {
  parts = await testGateway();
  gateway = await parts.start({ BODY_BYTES_MAX: '1000000000' });
});
afterAll(() => parts.stop());

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

test('a large answer waits for its reader instead of filling the memory, and ends with its client', async () => {
  let written = 0;
  let closed = false;
  parts.order.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.once('close', () => (closed = true));
    const more = (): void => {
      while (!closed && written < 400) {
        written += 1;
        if (!response.write(MEGABYTE)) {
          response.once('drain', more);
          return;
        }
      }
    };
    more();
  });
  const { sent, answer } = openRequest(gateway.url, '/v1/orders/ord_1');
  sent.end();
  (await answer).pause();
  let before = -1;
  await eventually('the upstream is held back', () => {
    const still = written === before && written > 0;
    before = written;
    return still;
  }, { everyMs: 200 }); // prettier-ignore
  expect(written).toBeLessThan(60);
  sent.destroy();
  await eventually('the upstream is told that the client left', () => closed);
});

test('an upload arrives piece by piece, before its end', async () => {
  const received: string[] = [];
  parts.order.answer((request, response) => {
    request.on('data', (chunk: Buffer) => received.push(chunk.toString()));
    request.on('end', () => response.end(JSON.stringify(received)));
  });
  const { sent, answer } = openRequest(gateway.url, '/v1/orders', { method: 'POST', headers: { 'content-type': 'application/json' } });
  sent.write('one');
  await eventually('the first piece has arrived', () => received.join('') === 'one');
  sent.end('two');
  expect((await answer).statusCode).toBe(200);
  expect(received.join('')).toBe('onetwo');
});

test('a client that breaks off its upload ends the upstream’s request', async () => {
  let aborted = false;
  parts.order.answer((request) => {
    request.once('close', () => (aborted = !request.complete));
    request.resume();
  });
  const { sent } = openRequest(gateway.url, '/v1/orders', { method: 'POST' });
  const before = parts.order.seen.length;
  sent.write('half');
  await eventually('the upstream was asked', () => parts.order.seen.length > before);
  sent.destroy();
  await eventually('the upstream’s request is aborted', () => aborted);
});

test('a client that leaves before the answer ends the upstream’s work, and the breaker doesn’t mind', async () => {
  let gone = 0;
  parts.order.answer((_request, response) => response.once('close', () => (gone += 1)));
  for (let index = 0; index < 8; index += 1) {
    const before = parts.order.seen.length;
    const { sent } = openRequest(gateway.url, '/v1/orders/ord_1');
    sent.end();
    await eventually('the upstream was asked', () => parts.order.seen.length > before);
    sent.destroy();
    await eventually('the upstream is told', () => gone === index + 1);
  }
  parts.order.answer((_request, response) => response.end('{}'));
  expect(await ask(gateway.url, '/v1/orders/ord_1')).toMatchObject({ status: 200 });
});

test('events pass as they come, uncompressed', async () => {
  let push: (text: string) => void = () => undefined;
  parts.order.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    push = (text) => response.write(text);
  });
  const { sent, answer } = openRequest(gateway.url, '/v1/orders/ord_1/events', { headers: { 'accept-encoding': 'gzip' } });
  sent.end();
  const response = await answer;
  expect(response.headers).not.toHaveProperty('content-encoding');
  let text = '';
  response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined);
  push('id: 1\ndata: {}\n\n');
  await eventually('the first event has arrived', () => text === 'id: 1\ndata: {}\n\n');
  push('id: 2\ndata: {}\n\n');
  await eventually('the second event has arrived', () => text.includes('id: 2'));
  sent.destroy();
});

test.each([
  ['says its end between two events', 'id: 1\ndata: {}\n\n', 'id: 1\ndata: {}\n\nevent: end\ndata: {"reason":"shutting_down"}\n\n'],
  ['adds nothing to half an event', 'id: 1\ndata: {', 'id: 1\ndata: {'],
])('a gateway that stops ends an open event stream at once, and %s', async (_rule, sent, received) => {
  const second = await parts.start();
  let gone = false;
  parts.order.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.once('close', () => (gone = true));
    response.write(sent);
  });
  const asked = openRequest(second.url, '/v1/orders/ord_1/events');
  asked.sent.end();
  let text = '';
  let ended = false;
  (await asked.answer).on('data', (chunk: Buffer) => (text += chunk.toString())).once('end', () => (ended = true));
  await eventually('the event has arrived', () => text === sent);
  const startedAt = performance.now();
  await second.stop();
  expect(performance.now() - startedAt).toBeLessThan(5_500);
  await eventually('both ends are told', () => ended && gone);
  expect(text).toBe(received);
});

test('an answer that breaks off is cut, not ended: the client can tell', async () => {
  parts.order.answer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"half":');
    response.socket?.destroySoon();
  });
  await expect(ask(gateway.url, '/v1/orders/ord_1')).rejects.toThrow();
});

const compressed = async (
  text: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  body: string | Buffer = text,
) => {
  parts.order.answer((_request, response) => response.writeHead(200, headers).end(body));
  const { sent, answer } = openRequest(gateway.url, '/v1/orders/ord_1', { headers: { 'accept-encoding': 'gzip' } });
  sent.end();
  const response = await answer;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) };
};

test('answers of 1 kB and more are compressed, smaller ones are not, and none twice', async () => {
  const large = JSON.stringify({ text: 'wadah '.repeat(500) });
  const answer = await compressed(large);
  expect(answer.encoding).toBe('gzip');
  expect(gunzipSync(answer.bytes).toString()).toBe(large);
  expect(await compressed('{"small":1}', { 'content-type': 'application/json', 'content-length': '11' })).toMatchObject({
    encoding: undefined,
  });
  const already = gzipSync(large);
  const once = await compressed(large, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, already);
  expect(once.encoding).toBe('gzip');
  expect(gunzipSync(once.bytes).toString()).toBe(large);
});

test('HEAD has the headers and no body, 204 and 304 pass', async () => {
  parts.order.answer((request, response) => {
    response.writeHead(request.method === 'DELETE' ? 204 : 200, { etag: '"1"' }).end(request.method === 'GET' ? '{}' : undefined);
  });
  expect(await ask(gateway.url, '/v1/orders', { method: 'HEAD' })).toMatchObject({ status: 200, text: '', headers: { etag: '"1"' } });
  expect(await ask(gateway.url, '/v1/carts/crt_1/lines/var_1', { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
});
