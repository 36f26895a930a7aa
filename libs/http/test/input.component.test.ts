import { request } from 'node:http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import { listQuery, queryInteger, route } from '../src/index.ts';
import { call, startApp, type TestApp } from './support/start-app.ts';

const line = z.strictObject({ sku: z.string().min(1).max(20), quantity: z.number().int().min(1).max(10_000) });
const thing = z.object({ name: z.string().min(1).max(50), note: z.string().max(50).optional(), lines: z.array(line).max(5).default([]) });

const routes = [
  route({
    operation: 'makeThing',
    method: 'post',
    path: '/v1/things',
    auth: 'open',
    body: thing,
    responses: { 200: thing },
    handle: ({ body }) => ok(body),
  }),
  route({
    operation: 'listThings',
    method: 'get',
    path: '/v1/things',
    auth: 'open',
    query: z.object({ ...listQuery, level: queryInteger({ min: 0, max: 3 }).optional() }),
    responses: { 200: z.object({}) },
    handle: ({ query }) => ok(query),
  }),
  route({
    operation: 'readThing',
    method: 'get',
    path: '/v1/things/{thingId}',
    auth: 'open',
    params: z.object({
      thingId: z
        .string()
        .regex(/^thing_/)
        .max(20),
    }),
    responses: { 200: z.object({}) },
    handle: ({ params }) => ok(params),
  }),
  route({
    operation: 'takeHook',
    method: 'post',
    path: '/v1/hooks',
    auth: 'open',
    body: z.looseObject({ orderId: z.string().max(64) }),
    bodyLimitBytes: 1024,
    responses: { 200: z.object({}) },
    handle: ({ body }) => ok(body),
  }),
  route({
    operation: 'giveToken',
    method: 'post',
    path: '/oauth/token',
    auth: 'open',
    idempotency: 'none',
    bodyType: 'form',
    body: z.object({ grant_type: z.literal('client_credentials'), scope: z.string().max(200).optional() }),
    responses: { 200: z.object({}) },
    problemView: (_rejection, status) => ({ status, body: { error: 'invalid_request' } }),
    handle: ({ body }) => ok(body),
  }),
];

let app: TestApp;
beforeAll(async () => {
  app = await startApp(routes);
});
afterAll(() => app.stop());

const post = (json: unknown) => call(app, '/v1/things', { method: 'POST', json });

const postText = (text: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  call(app, '/v1/things', { method: 'POST', body: text, headers });

test('input that fits reaches the handler', async () => {
  expect(await post({ name: 'Emping', lines: [{ sku: 'e1', quantity: 2 }] })).toMatchObject({ status: 200, body: { name: 'Emping' } });
});

test.each<[string, unknown, readonly { path: string; code: string }[]]>([
  ['an unknown field is a fault with its path', { name: 'a', colour: 'red' }, [{ path: 'body.colour', code: 'unknown-field' }]],
  [
    'so is one deep inside',
    { name: 'a', lines: [{ sku: 'x', quantity: 1, gift: true }] },
    [{ path: 'body.lines[0].gift', code: 'unknown-field' }],
  ],
  ['an operator where a string belongs is a wrong type', { name: { $gt: '' } }, [{ path: 'body.name', code: 'wrong-type' }]],
  ['a missing field is named, without a body too', {}, [{ path: 'body.name', code: 'required' }]],
  ['too long a string is a fault', { name: 'a'.repeat(51) }, [{ path: 'body.name', code: 'too-big' }]],
  [
    'too many of a list is a fault',
    { name: 'a', lines: Array.from({ length: 6 }, () => ({ sku: 'x', quantity: 1 })) },
    [{ path: 'body.lines', code: 'too-big' }],
  ],
  [
    'a quantity of 0 is too small',
    { name: 'a', lines: [{ sku: 'x', quantity: 0 }] },
    [{ path: 'body.lines[0].quantity', code: 'too-small' }],
  ],
  [
    'a negative quantity is too small',
    { name: 'a', lines: [{ sku: 'x', quantity: -1 }] },
    [{ path: 'body.lines[0].quantity', code: 'too-small' }],
  ],
  [
    'half a piece is no quantity',
    { name: 'a', lines: [{ sku: 'x', quantity: 1.5 }] },
    [{ path: 'body.lines[0].quantity', code: 'wrong-type' }],
  ],
  [
    'a quantity of 10^12 is too big',
    { name: 'a', lines: [{ sku: 'x', quantity: 1e12 }] },
    [{ path: 'body.lines[0].quantity', code: 'too-big' }],
  ],
  ['a list is no object', [], [{ path: 'body', code: 'wrong-type' }]],
  ['neither is null', null, [{ path: 'body', code: 'wrong-type' }]],
  [
    'every fault is told at once',
    { name: 7, note: 7, extra: 7 },
    [
      { path: 'body.name', code: 'wrong-type' },
      { path: 'body.note', code: 'wrong-type' },
      { path: 'body.extra', code: 'unknown-field' },
    ],
  ],
])('%s', async (_rule, json, errors) => {
  const answer = await post(json);
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed', status: 400, errors } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
});

test.each([
  ['__proto__', '{"name":"a","__proto__":{"admin":true}}', 'body.__proto__'],
  ['constructor', '{"name":"a","constructor":{"prototype":{}}}', 'body.constructor'],
  ['prototype, inside a list', '{"name":"a","lines":[{"prototype":1}]}', 'body.lines[0].prototype'],
])('the key %s is refused wherever it stands', async (_key, text, path) => {
  const answer = await postText(text);
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path, code: 'unknown-field' }] } });
  expect({}).not.toHaveProperty('admin');
});

test.each(['{"name":', '{name:"a"}', 'name=a', '\u0000', '{"a":1}}'])('broken JSON is malformed: %j', async (text) => {
  expect(await postText(text)).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
});

test('nesting without end is refused', async () => {
  const depth = 50_000;
  expect(await postText(`{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toMatchObject({
    status: 400,
    body: { code: 'validation-failed' },
  });
});

test('a body of 1 MB is too large, told by its length or not', async () => {
  const text = JSON.stringify({ name: 'a'.repeat(1024 * 1024) });
  expect(await postText(text)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  const status = await new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } };
    const sent = request(`${app.url}/v1/things`, options, (response) => resolve(response.resume().statusCode));
    sent.on('error', reject).end(text);
  });
  expect(status).toBe(413);
});

test('a route may take less', async () => {
  expect(await call(app, '/v1/hooks', { method: 'POST', json: { orderId: 'o', pad: 'x'.repeat(2000) } })).toMatchObject({ status: 413 });
});

test('a loose object lets a provider add fields', async () => {
  expect(await call(app, '/v1/hooks', { method: 'POST', json: { orderId: 'o', added: 1 } })).toMatchObject({
    status: 200,
    body: { added: 1 },
  });
});

test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
  '%s is no JSON',
  async (type) => {
    expect(await postText('{"name":"a"}', { 'content-type': type })).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
  },
);

test.each(['utf-16le', 'UTF-16', '"utf-32"', 'latin1'])('a body in %s is refused: JSON between systems is UTF-8', async (charset) => {
  expect(await postText('{"name":"a"}', { 'content-type': `application/json; charset=${charset}` })).toMatchObject({
    status: 415,
    body: { code: 'unsupported-media-type' },
  });
});

test('a compressed body is refused, so that a small one can’t become a large one', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  expect(await postText('x', headers)).toMatchObject({ status: 415 });
});

test('an unknown query parameter is a fault', async () => {
  expect(await call(app, '/v1/things?colour=red')).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'query.colour', code: 'unknown-field' }] },
  });
});

test.each(['limit=0', 'limit=101', 'limit=1.5', 'limit=1e2', 'limit=', 'limit=%205', 'limit=1&limit=2', 'level=4'])(
  '%s is no fitting parameter',
  async (query) => {
    expect(await call(app, `/v1/things?${query}`)).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  },
);

test.each(['limit[$gt]=1', '__proto__=1', 'level[]=1'])('%s is an unknown parameter', async (query) => {
  expect(await call(app, `/v1/things?${query}`)).toMatchObject({ status: 400 });
});

test('a limit is 20 unless it is said', async () => {
  expect(await call(app, '/v1/things')).toMatchObject({ status: 200, body: { limit: 20 } });
});

test('a path parameter is checked like everything else', async () => {
  expect(await call(app, '/v1/things/other_1')).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'params.thingId', code: 'wrong-format' }] },
  });
  expect(await call(app, '/v1/things/%E0%A4%A')).toMatchObject({ status: 400, body: { code: 'malformed-url' } });
});

test('a form is read where the route says so, and its faults have the shape that the route gives them', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await call(app, '/oauth/token', { method: 'POST', body: 'grant_type=client_credentials', headers })).toMatchObject({
    status: 200,
  });
  expect(await call(app, '/oauth/token', { method: 'POST', body: 'grant_type=password', headers })).toMatchObject({
    status: 400,
    body: { error: 'invalid_request' },
  });
});

test('long keys with many faults below them don’t make an answer larger than the request', async () => {
  const fault = '{"__proto__":1}';
  const text = `{"${'x'.repeat(100_000)}":[${Array.from({ length: 50 }, () => fault).join()}]}`;
  const answer = await postText(text);
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  expect(JSON.stringify(answer.body).length).toBeLessThan(text.length);
});
