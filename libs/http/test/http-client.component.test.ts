import { createServer, type RequestListener, type Server } from 'node:http';
import { runWithAmbient } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { z } from 'zod';
import { httpClient, readAnswer, serviceToken, UpstreamOutage, type HttpClient } from '../src/index.ts';
import { recorder } from './support/recorder.ts';
import { closed, listen } from './support/start-app.ts';

let listener: RequestListener;
let server: Server;
let url: string;
let client: HttpClient;
let recorded: ReturnType<typeof recorder>;

beforeEach(async () => {
  server = createServer((request, response) => listener(request, response));
  url = await listen(server);
  recorded = recorder();
  client = httpClient({ upstream: 'identity', baseUrl: url, ...recorded, answerBytesMax: 2000 });
});
afterEach(async () => {
  client.close();
  await closed(server);
});

const answers = (status: number, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
  listener = (_request, response) => response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
};
const read = (change: { timeoutMs?: number; volumeThreshold?: number; resetMs?: number } = {}) =>
  client.operation({ operation: 'readCode', timeoutMs: 1000, ...change });
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const schema = z.object({ code: z.string() });
const named = { upstream: 'identity', operation: 'readCode' };

test('an answer comes with its status and body', async () => {
  answers(200, { code: '123456' });
  const answer = await read()({ method: 'get', path: '/internal/codes/cod_1' });
  expect(readAnswer(schema, answer, named)).toEqual({ ok: true, value: { code: '123456' } });
});

test('correlation and trace go along', async () => {
  const seen: unknown[] = [];
  listener = (request, response) => {
    seen.push(request.headers['x-correlation-id'], request.headers['traceparent']);
    response.end('{}');
  };
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  await runWithAmbient({ correlationId: 'corr-1', traceparent }, () => read()({ method: 'get', path: '/' }));
  expect(seen).toEqual(['corr-1', traceparent]);
});

test('a refusal is told as the upstream told it', async () => {
  answers(404, { code: 'code-not-found', detail: 'No such code.' }, { 'content-type': 'application/problem+json' });
  const answer = await read()({ method: 'get', path: '/' });
  expect(readAnswer(schema, answer, named)).toMatchObject({ ok: false, rejection: { kind: 'not_found', code: 'code-not-found' } });
});

test.each([401, 403, 408, 429, 500, 502, 503])('%i is an outage', async (status) => {
  answers(status, {});
  expect(await failure(read()({ method: 'get', path: '/' }))).toMatchObject({ name: 'UpstreamOutage', reason: 'status', status });
});

test('200 with a page of HTML, or without what was agreed, is an outage', async () => {
  answers(200, '<html>Maintenance</html>', { 'content-type': 'text/html' });
  const html = await read()({ method: 'get', path: '/' });
  expect(() => readAnswer(schema, html, named)).toThrow(UpstreamOutage);
  answers(200, { other: 1 });
  const other = await read()({ method: 'get', path: '/' });
  expect(() => readAnswer(schema, other, named)).toThrow('malformed_answer');
});

test('a redirect is not followed', async () => {
  answers(302, '', { location: `${url}/elsewhere` });
  const answer = await read()({ method: 'get', path: '/' });
  expect(answer.status).toBe(302);
  expect(() => readAnswer(schema, answer, named)).toThrow('malformed_answer');
});

test('an upstream that says nothing, or trickles, ends at the deadline', async () => {
  listener = () => undefined;
  expect(await failure(read({ timeoutMs: 100 })({ method: 'get', path: '/' }))).toMatchObject({ reason: 'timeout' });
  let trickle: NodeJS.Timeout | undefined;
  listener = (_request, response) => {
    response.writeHead(200);
    trickle = setInterval(() => response.write(' '), 20);
  };
  const beganAt = performance.now();
  expect(await failure(read({ timeoutMs: 200 })({ method: 'get', path: '/' }))).toMatchObject({ reason: 'timeout' });
  expect(performance.now() - beganAt).toBeLessThan(1000);
  clearInterval(trickle);
});

test('an answer larger than agreed is cut off', async () => {
  answers(200, { code: 'x'.repeat(5000) });
  expect(await failure(read()({ method: 'get', path: '/' }))).toMatchObject({ reason: 'unreachable' });
});

test('a closed port is an outage', async () => {
  await closed(server);
  expect(await failure(read()({ method: 'get', path: '/' }))).toMatchObject({ reason: 'unreachable' });
});

test('the breaker opens on failures, spares the upstream, and closes when it is back', async () => {
  let asked = 0;
  let broken = true;
  listener = (_request, response) => {
    asked += 1;
    response.writeHead(broken ? 500 : 200).end('{}');
  };
  const operation = read({ volumeThreshold: 3, resetMs: 50 });
  for (let index = 0; index < 10; index += 1) await failure(operation({ method: 'get', path: '/' }));
  expect(asked).toBeLessThan(10);
  expect(operation.state()).toBe('open');
  expect(await failure(operation({ method: 'get', path: '/' }))).toMatchObject({ reason: 'breaker_open' });
  broken = false;
  await eventually('the upstream answers again', async () => (await operation({ method: 'get', path: '/' })).status === 200);
  expect(operation.state()).toBe('closed');
  expect(recorded.lines.map(({ fields }) => fields['state'])).toContain('half_open');
});

test('one operation’s breaker doesn’t stop another', async () => {
  answers(500, {});
  const broken = read({ volumeThreshold: 2, resetMs: 60_000 });
  for (let index = 0; index < 4; index += 1) await failure(broken({ method: 'get', path: '/' }));
  answers(200, {});
  expect(broken.state()).toBe('open');
  expect(await client.operation({ operation: 'other', timeoutMs: 1000 })({ method: 'get', path: '/' })).toMatchObject({ status: 200 });
});

test.each([400, 404, 409, 422, 429, 401])('%i never opens the breaker', async (status) => {
  answers(status, {});
  const operation = read({ volumeThreshold: 2 });
  for (let index = 0; index < 8; index += 1) await failure(operation({ method: 'get', path: '/' }));
  expect(operation.state()).toBe('closed');
});

test('a service token is asked for once, kept while it lives, and asked for anew when it was refused', async () => {
  const forms: string[] = [];
  listener = (request, response) => {
    request.on('data', (chunk: Buffer) => forms.push(chunk.toString()));
    request.on('end', () => response.end(JSON.stringify({ access_token: `token-${forms.length}`, token_type: 'Bearer', expires_in: 300 })));
  };
  let nowMs = 0;
  const call = client.operation({ operation: 'oauthToken', timeoutMs: 1000 });
  const token = serviceToken({
    call,
    clientId: 'service-notification',
    secret: 's',
    audience: 'identity',
    scope: 'internal:codes.read',
    now: () => new Date(nowMs),
  });
  expect(await Promise.all([token.header(), token.header()])).toEqual(['Bearer token-1', 'Bearer token-1']);
  expect(forms).toEqual([
    'grant_type=client_credentials&client_id=service-notification&client_secret=s&audience=identity&scope=internal%3Acodes.read',
  ]);
  nowMs = 275_000;
  expect(await token.header()).toBe('Bearer token-2');
  token.forget();
  expect(await token.header()).toBe('Bearer token-3');
});

test('an upstream that refuses the token makes the client forget it', async () => {
  let forgotten = 0;
  const authorization = { header: () => Promise.resolve('Bearer t'), forget: () => (forgotten += 1) };
  const authorised = httpClient({ upstream: 'identity', baseUrl: url, ...recorded, authorization });
  answers(401, {});
  await failure(authorised.operation({ operation: 'readCode', timeoutMs: 1000 })({ method: 'get', path: '/' }));
  expect(forgotten).toBe(1);
  authorised.close();
});

test('a replica that takes no connection is passed over, and the call reaches the other', async () => {
  answers(200, { code: '123456' });
  const dead = createServer();
  const deadUrl = await listen(dead);
  await closed(dead);
  const both = httpClient({ upstream: 'identity', baseUrl: [deadUrl, url], ...recorded });
  const call = both.operation({ operation: 'readCode', timeoutMs: 1000 });
  for (let count = 0; count < 6; count += 1) expect(await call({ method: 'post', path: '/', body: {} })).toMatchObject({ status: 200 });
  expect(call.state()).toBe('closed');
  both.close();
});

test('calls are shared out among replicas', async () => {
  const seen: string[] = [];
  listener = (_request, response) => void response.end('{}', () => seen.push('one'));
  const other = createServer((_request, response) => void response.end('{}', () => seen.push('two')));
  const both = httpClient({ upstream: 'identity', baseUrl: [url, await listen(other)], ...recorded });
  const call = both.operation({ operation: 'readCode', timeoutMs: 1000 });
  for (let count = 0; count < 4; count += 1) await call({ method: 'get', path: '/' });
  expect(seen.toSorted()).toEqual(['one', 'one', 'two', 'two']);
  both.close();
  await closed(other);
});
