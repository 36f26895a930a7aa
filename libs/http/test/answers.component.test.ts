import { currentAmbient, ok, reject, rejectWith } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { z } from 'zod';
import { pageOf, pageView, listQuery, route, UpstreamOutage } from '../src/index.ts';
import { call, startApp, type TestApp } from './support/start-app.ts';

const params = z.object({ id: z.string().max(64) });
const shown = z.object({ id: z.string(), version: z.number() });
const open = { auth: 'open', responses: { 200: shown } } as const;
const things = ['a', 'b', 'c', 'd', 'e'];

const routes = [
  route({
    ...open,
    operation: 'readThing',
    method: 'get',
    path: '/v1/things/{id}',
    params,
    handle: ({ params: { id } }) => ok({ id, version: 7, hidden: 1 }),
    view: ({ id, version }) => ({ id, version }),
    etag: ({ version }) => version,
  }),
  route({
    operation: 'makeThing',
    method: 'post',
    path: '/v1/things',
    auth: 'open',
    responses: { 201: shown },
    newId: () => 'thing_1',
    handle: ({ id }) => ok({ id, version: 1 }),
    location: ({ id }) => `/v1/things/${id}`,
  }),
  route({
    operation: 'removeThing',
    method: 'delete',
    path: '/v1/things/{thingId}',
    auth: 'open',
    params: z.object({ thingId: z.string().max(64) }),
    responses: { 204: null },
    handle: () => ok(undefined),
  }),
  route({
    ...open,
    operation: 'changeThing',
    method: 'patch',
    path: '/v1/things/{id}',
    params,
    ifMatch: 'optional',
    handle: ({ ifMatch }) =>
      ifMatch === undefined || ifMatch === 7 ? ok({ id: 'x', version: 8 }) : reject('precondition_failed', 'precondition-failed', 'Stale.'),
  }),
  route({
    ...open,
    operation: 'reviewThing',
    method: 'post',
    path: '/v1/things/{id}/review',
    params,
    ifMatch: 'required',
    handle: ({ ifMatch }) => ok({ id: 'x', version: ifMatch ?? -1 }),
  }),
  route({
    ...open,
    operation: 'publicThings',
    method: 'get',
    path: '/v1/public',
    cache: { maxAgeSeconds: 60 },
    handle: () => ok({ id: 'x', version: 1 }),
  }),
  route({ ...open, operation: 'fixedThing', method: 'get', path: '/v1/things/current', handle: () => ok({ id: 'current', version: 0 }) }),
  route({
    ...open,
    operation: 'refuseThing',
    method: 'get',
    path: '/v1/refusals/{id}',
    params,
    handle: ({ params: { id } }) =>
      rejectWith({ kind: id as 'conflict', code: 'thing-refused', detail: 'No.', extra: { orderId: 'ord_1' } }),
  }),
  route({
    ...open,
    operation: 'breakThing',
    method: 'get',
    path: '/v1/bug',
    handle: () => {
      throw new Error('password=hunter2');
    },
  }),
  route({
    ...open,
    operation: 'outage',
    method: 'get',
    path: '/v1/outage',
    handle: () => {
      throw new UpstreamOutage({ upstream: 'seller', operation: 'read' }, { reason: 'timeout' });
    },
  }),
  route({ ...open, operation: 'databaseDown', method: 'get', path: '/v1/database', handle: () => Promise.reject(new Error('mongo down')) }),
  route({
    operation: 'manners',
    method: 'get',
    path: '/v1/manners',
    auth: 'open',
    responses: { 200: z.object({}) },
    handle: ({ prefer, locale }) => ok({ prefer, locale, ambient: currentAmbient() }),
  }),
  route({
    operation: 'listThings',
    method: 'get',
    path: '/v1/things',
    auth: 'optional',
    query: z.object({ ...listQuery, kind: z.string().max(9).optional() }),
    responses: { 200: z.object({}) },
    handle: ({ query, position }) => {
      const from = position === undefined ? 0 : things.indexOf(String(position[0])) + 1;
      return ok(pageOf(things.slice(from, from + query.limit + 1), query.limit, (thing) => [thing]));
    },
    view: (page, request) => pageView(page, request, (name) => ({ name })),
  }),
];

let app: TestApp;
beforeAll(async () => {
  app = await startApp(routes, { isOutage: (error) => error instanceof Error && error.message === 'mongo down' });
});
afterAll(() => app.stop());

test('only what the view shows goes out, with an ETag', async () => {
  const answer = await call(app, '/v1/things/x');
  expect(answer).toMatchObject({ status: 200, body: { id: 'x', version: 7 } });
  expect(answer.body).not.toHaveProperty('hidden');
  expect(answer.headers.get('etag')).toBe('"7"');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-powered-by')).toBeNull();
});

test('what the client already has is 304', async () => {
  expect(await call(app, '/v1/things/x', { headers: { 'if-none-match': '"7"' } })).toMatchObject({ status: 304, body: undefined });
  expect(await call(app, '/v1/things/x', { headers: { 'if-none-match': '"6"' } })).toMatchObject({ status: 200 });
});

test('a creation is 201 with its Location, a deletion 204 without a body', async () => {
  const made = await call(app, '/v1/things', { method: 'POST' });
  expect(made).toMatchObject({ status: 201, body: { id: 'thing_1' } });
  expect(made.headers.get('location')).toBe('/v1/things/thing_1');
  expect(await call(app, '/v1/things/x', { method: 'DELETE' })).toMatchObject({ status: 204, body: undefined });
});

test.each([
  ['"7"', 200],
  ['"6"', 412],
  ['W/"7"', 412],
  ['"made-up"', 412],
  ['*', 200],
])('a write under If-Match %s answers %i', async (tag, status) => {
  expect(await call(app, '/v1/things/x', { method: 'PATCH', headers: { 'if-match': tag } })).toMatchObject({ status });
});

test('a review without If-Match, or with one that names no version, is 428; with a tag it is told the version', async () => {
  for (const headers of [{}, { 'if-match': '*' }]) {
    expect(await call(app, '/v1/things/x/review', { method: 'POST', headers })).toMatchObject({
      status: 428,
      body: { code: 'precondition-required' },
    });
  }
  expect(await call(app, '/v1/things/x/review', { method: 'POST', headers: { 'if-match': '"3"' } })).toMatchObject({
    status: 200,
    body: { version: 3 },
  });
});

test('only a route declared public may be kept on the way', async () => {
  expect((await call(app, '/v1/public')).headers.get('cache-control')).toBe('public, max-age=60');
});

test('a fixed path comes before one with a parameter', async () => {
  expect(await call(app, '/v1/things/current')).toMatchObject({ body: { id: 'current' } });
});

test.each([
  ['invalid', 400],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not_found', 404],
  ['conflict', 409],
  ['precondition_failed', 412],
  ['too_large', 413],
  ['unprocessable', 422],
  ['precondition_required', 428],
  ['too_many', 429],
  ['unavailable', 503],
])('a refusal of kind %s is %i with its code and what it adds', async (kind, status) => {
  const answer = await call(app, `/v1/refusals/${kind}`);
  expect(answer).toMatchObject({
    status,
    body: {
      type: 'urn:wadah:problem:thing-refused',
      title: 'Thing refused',
      status,
      code: 'thing-refused',
      detail: 'No.',
      orderId: 'ord_1',
    },
  });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.has('retry-after')).toBe(status === 429 || status === 503);
  expect(answer.headers.has('www-authenticate')).toBe(status === 401);
});

test('a bug shows nothing of itself and logs everything', async () => {
  const answer = await call(app, '/v1/bug', { headers: { 'x-correlation-id': 'corr-bug' } });
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal-error' } });
  expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  const logged = app.recorded.lines.find(({ level, fields }) => level === 'error' && fields['correlationId'] === 'corr-bug');
  expect(logged?.fields['err']).toMatchObject({ message: 'password=hunter2' });
});

test.each(['/v1/outage', '/v1/database'])('an outage behind %s is 503 with Retry-After', async (path) => {
  const answer = await call(app, path);
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(answer.headers.get('retry-after')).toBe('2');
});

test('an unknown path is 404, a known one under another method 405 with Allow', async () => {
  expect(await call(app, '/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await call(app, '/V1/public')).toMatchObject({ status: 404 });
  expect(await call(app, '/v1/public/')).toMatchObject({ status: 404 });
  const answer = await call(app, '/v1/things/x', { method: 'PUT' });
  expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
  expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'PATCH']);
});

test.each([
  [{ prefer: 'wait=5' }, { prefer: { waitSeconds: 5 }, locale: 'id' }],
  [{ prefer: 'respond-async, wait=60' }, { prefer: { waitSeconds: 10 } }],
  [{ prefer: 'wait=-1' }, { prefer: {} }],
  [{ 'accept-language': 'en-GB,en;q=0.9,id;q=0.5' }, { locale: 'en' }],
  [{ 'accept-language': 'id' }, { locale: 'id' }],
  [{ 'accept-language': 'nl' }, { locale: 'id' }],
])('%j is understood', async (headers: Record<string, string>, expected) => {
  expect((await call(app, '/v1/manners', { headers })).body).toMatchObject(expected);
});

test('the correlation id is the client’s, the trace’s, or a new one, and comes back', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  expect((await call(app, '/v1/manners', { headers: { 'x-correlation-id': 'abc', traceparent } })).body).toMatchObject({
    ambient: { correlationId: 'abc', traceparent },
  });
  expect((await call(app, '/v1/manners', { headers: { traceparent } })).body).toMatchObject({
    ambient: { correlationId: '4bf92f3577b34da6a3ce929d0e0e4736' },
  });
  const forged = await call(app, '/v1/manners', { headers: { 'x-correlation-id': 'a b', traceparent: 'nonsense' } });
  expect(forged.headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
  expect(forged.body).toMatchObject({ ambient: { correlationId: forged.headers.get('x-correlation-id') } });
});

test('logs and metrics name the route’s pattern, never a path', async () => {
  await call(app, '/v1/things/secret-key');
  const line = await eventually('the request is logged', () =>
    app.recorded.lines.findLast(({ fields }) => fields['operation'] === 'readThing'),
  );
  expect(line.fields).toMatchObject({ route: '/v1/things/{id}', method: 'get', status: '200' });
  expect(JSON.stringify([app.recorded.lines, app.recorded.measured])).not.toContain('secret-key');
});

test('a list is read page by page to its end', async () => {
  const names: unknown[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await call(app, `/v1/things?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const page = body as { items: { name: string }[]; nextCursor: string | null };
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  expect(names).toEqual(things);
});

test('a cursor fits neither other filters, nor another caller, nor a change', async () => {
  const { body } = await call(app, '/v1/things?limit=2&kind=goods');
  const { nextCursor } = body as { nextCursor: string };
  const someone = { authorization: `Bearer ${app.tokens.user({ accountId: 'acc_1' })}` };
  expect(await call(app, `/v1/things?limit=3&kind=goods&cursor=${nextCursor}`)).toMatchObject({ status: 200 });
  for (const [path, headers] of [
    [`/v1/things?kind=tour&cursor=${nextCursor}`, {}],
    [`/v1/things?kind=goods&cursor=${nextCursor}`, someone],
    [`/v1/things?kind=goods&cursor=x${nextCursor}`, {}],
    ['/v1/things?cursor=made.up', {}],
  ] as const) {
    expect(await call(app, path, { headers })).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
  }
});
