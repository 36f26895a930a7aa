import { inSpan, readTraceparent, runWithAmbient, currentAmbient } from '@wadah/kit';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing } from '../src/tracing.ts';

type SentSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number; readonly message?: string };
};
type Sent = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: unknown }[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
};

let server: Server;
let endpoint: string;
const sent: Sent[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url === '/v1/traces') sent.push(JSON.parse(Buffer.concat(chunks).toString()) as Sent);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => void (sent.length = 0));
afterAll(() => void server.close());

const spansSent = (): readonly SentSpan[] =>
  sent.flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('spans are sent under their service when it stops, each below what caused it, and an error’s words stay here', async () => {
  const tracing = await startTracing({ service: 'order', endpoint, ratio: 1 });
  const inside = await runWithAmbient({ correlationId: 'cor-1', traceparent: parent }, () =>
    inSpan({ name: 'outer', kind: 'server' }, async () => {
      await inSpan({ name: 'inner', kind: 'client' }, () => Promise.reject(new Error('secret words'))).catch(() => undefined);
      return currentAmbient();
    }),
  );
  await tracing.stop();
  const [inner, outer] = spansSent();
  expect(outer).toMatchObject({ name: 'outer', traceId: '0af7651916cd43dd8448eb211c80319c', parentSpanId: 'b7ad6b7169203331' });
  expect(inner).toMatchObject({ name: 'inner', traceId: outer?.traceId, parentSpanId: outer?.spanId, status: { code: 2 } });
  expect(readTraceparent(inside?.traceparent)).toMatchObject({ spanId: outer?.spanId, flags: 1 });
  expect(JSON.stringify(sent)).toContain('"order"');
  expect(JSON.stringify(sent)).not.toContain('secret words');
});

test('what is kept follows from the trace’s id and not from the flag of who asks', async () => {
  const tracing = await startTracing({ service: 'order', endpoint, ratio: 0.000_01 });
  const kept = '00-0000abcd0000abcd1234567812345678-b7ad6b7169203331-00';
  for (const traceparent of [parent, kept])
    await runWithAmbient({ correlationId: 'cor-1', traceparent }, () => inSpan({ name: 'x', kind: 'server' }, async () => undefined));
  await tracing.stop();
  expect(spansSent().map(({ traceId }) => traceId)).toEqual(['0000abcd0000abcd1234567812345678']);
});

test('a stopped tracing makes no span any more', async () => {
  const tracing = await startTracing({ service: 'order', endpoint, ratio: 1 });
  await tracing.stop();
  expect(await inSpan({ name: 'x', kind: 'internal' }, async () => currentAmbient())).toBeUndefined();
});
