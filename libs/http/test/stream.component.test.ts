import { ok, reject } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { z } from 'zod';
import { route, type StreamState } from '../src/index.ts';
import { bearer, call, startApp, type TestApp } from './support/start-app.ts';

/** States pushed by a test, in order, to every open stream. */
const source = () => {
  const all: StreamState<{ status: string; hidden: number }>[] = [];
  let wake = Promise.withResolvers<void>();
  let open = 0;
  return {
    open: () => open,
    push: (version: number, status: string) => {
      all.push({ version, value: { status, hidden: 1 } });
      wake.resolve();
      wake = Promise.withResolvers();
    },
    async *states(from: number) {
      open += 1;
      try {
        for (let index = from; ; index += 1) {
          while (all[index] === undefined) await wake.promise;
          yield all[index] as StreamState<{ status: string; hidden: number }>;
        }
      } finally {
        open -= 1;
      }
    },
  };
};

let feed = source();
let aborted = 0;
const routes = [
  route({
    operation: 'streamOrder',
    method: 'get',
    path: '/v1/orders/{orderId}/events',
    auth: 'signed_in',
    params: z.object({ orderId: z.string().max(64) }),
    responses: { 200: z.object({ status: z.string() }) },
    stream: ({ params, signal }) => {
      signal.addEventListener('abort', () => (aborted += 1));
      return params.orderId === 'ord_1' ? ok(feed.states(0)) : reject('not_found', 'order-not-found', 'No such order.');
    },
    view: ({ status }) => ({ status }),
  }),
];

let app: TestApp;
beforeEach(async () => {
  feed = source();
  aborted = 0;
  app = await startApp(routes);
});
afterEach(() => app.stop());

const openStream = async (headers: Record<string, string> = {}, lifeSeconds = 900) => {
  const gone = new AbortController();
  const token = app.tokens.user({ accountId: 'acc_1', lifeSeconds });
  const response = await fetch(`${app.url}/v1/orders/ord_1/events`, { headers: { ...bearer(token), ...headers }, signal: gone.signal });
  let text = '';
  let ended = false;
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    ended = true;
  })().catch(() => (ended = true));
  const shows = (part: string) => eventually(`the stream shows ${part}`, () => text.includes(part));
  return { response, shows, text: () => text, ended: () => ended, leave: () => gone.abort(), reading };
};

test('the present state comes first, later ones follow under their versions and their view', async () => {
  feed.push(3, 'placed');
  const stream = await openStream();
  await stream.shows('id: 3\ndata: {"status":"placed"}\n\n');
  feed.push(4, 'confirmed');
  await stream.shows('id: 4\ndata: {"status":"confirmed"}\n\n');
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  stream.leave();
});

test('Last-Event-ID leaves out what the client has seen', async () => {
  feed.push(3, 'placed');
  feed.push(4, 'confirmed');
  const stream = await openStream({ 'last-event-id': '3' });
  await stream.shows('id: 4');
  expect(stream.text()).not.toContain('id: 3');
  stream.leave();
});

test('a version already shown is not shown again', async () => {
  feed.push(4, 'confirmed');
  feed.push(4, 'confirmed');
  feed.push(3, 'placed');
  feed.push(5, 'paid');
  const stream = await openStream();
  await stream.shows('id: 5');
  expect(stream.text().match(/^id:.*$/gm)).toEqual(['id: 4', 'id: 5']);
  stream.leave();
});

test('a stream ends with its token', async () => {
  feed.push(1, 'placed');
  const stream = await openStream({}, 2);
  await stream.shows('event: end\ndata: {"reason":"token_expired"}');
  await stream.reading;
});

test('a stream ends within a second of its session’s end', async () => {
  feed.push(1, 'placed');
  const stream = await openStream();
  await stream.shows('id: 1');
  app.revoke('revoked');
  const beganAt = performance.now();
  await stream.shows('{"reason":"session_closed"}');
  expect(performance.now() - beganAt).toBeLessThan(1000);
});

test('a process that stops ends its streams', async () => {
  const stream = await openStream();
  app.attendance.close();
  await stream.shows('{"reason":"shutting_down"}');
});

test('a client that goes away leaves nothing behind', async () => {
  feed.push(1, 'placed');
  const stream = await openStream();
  await stream.shows('id: 1');
  expect(feed.open()).toBe(1);
  stream.leave();
  await eventually('the source was told', () => aborted === 1);
  feed.push(2, 'confirmed');
  await eventually('the source is closed', () => feed.open() === 0);
});

test('an account has five streams at a time', async () => {
  const streams = await Promise.all(Array.from({ length: 5 }, () => openStream()));
  const sixth = await call(app, '/v1/orders/ord_1/events', { headers: bearer(app.tokens.user({ accountId: 'acc_1' })) });
  expect(sixth).toMatchObject({ status: 429, body: { code: 'too-many-streams' } });
  streams[0]?.leave();
  const again = await eventually('a place is free again', async () => {
    const stream = await openStream();
    if (stream.response.status === 200) return stream;
    await stream.reading;
    return undefined;
  });
  [...streams, again].forEach((stream) => stream.leave());
});

test('a refused stream is a problem like any other', async () => {
  const headers = bearer(app.tokens.user({ accountId: 'acc_1' }));
  expect(await call(app, '/v1/orders/ord_2/events', { headers })).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
  expect(await call(app, '/v1/orders/ord_1/events')).toMatchObject({ status: 401 });
});
