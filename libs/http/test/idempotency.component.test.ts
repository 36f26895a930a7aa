import { ok, reject, rejectWith } from '@wadah/kit';
import { z } from 'zod';
import { route } from '../src/index.ts';
import { bearer, call, startApp, type TestApp } from './support/start-app.ts';

type Outcome = 'ok' | 'refused' | 'kept' | 'down' | 'throws' | 'busy';

let ids = 0;
let runs: string[] = [];
let gate: Promise<void> = Promise.resolve();
let outcome: Outcome = 'ok';

const outcomes = (id: string) => {
  switch (outcome) {
    case 'ok':
      return ok({ id });
    case 'refused':
      return reject('conflict', 'thing-state', 'Not now.');
    case 'kept':
      return rejectWith({ kind: 'conflict', code: 'insufficient-stock', detail: 'Too few.', extra: { orderId: id } });
    case 'busy':
      return reject('too_many', 'too-many-things', 'Later.');
    case 'down':
      return reject('unavailable', 'unavailable', 'Down.');
    case 'throws':
      throw new Error('A write without an answer.');
  }
};

const shape = {
  method: 'post',
  auth: 'optional',
  responses: { 201: z.object({ id: z.string() }) },
  newId: () => `thing_${(ids += 1)}`,
} as const;
const body = z.object({ a: z.number().optional(), b: z.number().optional() });

const work = async ({ id }: { id: string }) => {
  runs.push(id);
  await gate;
  return outcomes(id);
};

const routes = [
  route({
    ...shape,
    operation: 'makeThing',
    path: '/v1/things',
    body,
    storedProblems: ['insufficient-stock'],
    handle: work,
    location: ({ id }) => `/v1/things/${id}`,
  }),
  route({ ...shape, operation: 'makeOther', path: '/v1/others', body, idempotency: 'required', handle: work }),
  route({
    ...shape,
    operation: 'makeSecret',
    path: '/v1/secrets',
    secret: true,
    handle: work,
    view: ({ id }) => ({ id, secret: 's3cr3t' }),
  }),
  route({
    ...shape,
    operation: 'renewSecret',
    path: '/v1/secrets/{thingId}/renewal',
    params: z.object({ thingId: z.string().max(40) }),
    secret: true,
    secretOf: ({ params }) => params.thingId,
    handle: work,
    view: () => ({ secret: 's3cr3t' }),
  }),
  route({
    ...shape,
    operation: 'fillCart',
    path: '/v1/carts/{cartId}',
    params: z.object({ cartId: z.string().max(40) }),
    principal: ({ raw }) => `cart:${raw.url}`,
    handle: work,
  }),
];

let app: TestApp;
let buyer: Record<string, string>;
let keys = 0;
beforeAll(async () => {
  app = await startApp(routes);
  buyer = bearer(app.tokens.user({ accountId: 'acc_1' }));
});
afterAll(() => app.stop());
beforeEach(() => {
  outcome = 'ok';
  runs = [];
  gate = Promise.resolve();
  keys += 1;
});

const make = (change: { path?: string; json?: unknown; headers?: Record<string, string> } = {}) =>
  call(app, change.path ?? '/v1/things', {
    method: 'POST',
    json: change.json ?? { a: 1, b: 2 },
    headers: { ...buyer, 'idempotency-key': `key-${keys}-abc`, ...change.headers },
  });

test('the same key twice does the work once and answers alike', async () => {
  const first = await make();
  const second = await make({ json: { b: 2, a: 1 } });
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(runs).toHaveLength(1);
});

test('two at once: one works, the other is told to wait', async () => {
  const held = Promise.withResolvers<void>();
  gate = held.promise;
  const answers = [make(), make()];
  const early = await Promise.race(answers);
  held.resolve();
  expect(early).toMatchObject({ status: 409, body: { code: 'idempotency-in-flight' } });
  expect((await Promise.all(answers)).map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(runs).toHaveLength(1);
});

test('the same key with another body, or on another path, is a mismatch', async () => {
  await make();
  expect(await make({ json: { a: 2 } })).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  await make({ path: '/v1/carts/one', json: {} });
  expect(await make({ path: '/v1/carts/two', json: {} })).toMatchObject({ status: 422 });
});

test('the same key of another account or operation is another key', async () => {
  await make();
  const other = bearer(app.tokens.user({ accountId: 'acc_2' }));
  expect(await make({ headers: other })).toMatchObject({ status: 201 });
  expect(await make({ path: '/v1/others' })).toMatchObject({ status: 201 });
  expect(runs).toHaveLength(3);
});

test.each<[Outcome, number]>([
  ['refused', 409],
  ['busy', 429],
])('an answer "%s" left nothing behind and frees the key', async (refused, status) => {
  outcome = refused;
  expect(await make()).toMatchObject({ status });
  outcome = 'ok';
  expect(await make({ json: { a: 9 } })).toMatchObject({ status: 201 });
});

test('a refusal that left something behind is answered again', async () => {
  outcome = 'kept';
  const first = await make();
  outcome = 'ok';
  expect(await make()).toMatchObject({ status: 409, body: first.body });
  expect(runs).toHaveLength(1);
});

test.each<[Outcome, number]>([
  ['down', 503],
  ['throws', 500],
])('an answer "%s" keeps id and body, so the retry finds what an unclear write left', async (broken, status) => {
  outcome = broken;
  expect(await make()).toMatchObject({ status });
  outcome = 'ok';
  expect(await make({ json: { a: 9 } })).toMatchObject({ status: 422 });
  const { body: made } = await make();
  expect(made).toEqual({ id: runs[0] });
  expect(runs).toHaveLength(2);
});

test('an answer with a secret is not kept: the retry is told the id alone', async () => {
  const first = await make({ path: '/v1/secrets', json: {} });
  expect(first.body).toMatchObject({ secret: 's3cr3t' });
  const second = await make({ path: '/v1/secrets', json: {} });
  expect(second).toMatchObject({ status: 409, body: { code: 'already-done', id: runs[0] } });
  expect(JSON.stringify(second.body)).not.toContain('s3cr3t');
});

test('where nothing new was made, the retry is told whose secret it was', async () => {
  await make({ path: '/v1/secrets/thing_7/renewal', json: {} });
  const second = await make({ path: '/v1/secrets/thing_7/renewal', json: {} });
  expect(second).toMatchObject({ status: 409, body: { code: 'already-done', id: 'thing_7' } });
});

test('a key is required where the route says so', async () => {
  const answer = await call(app, '/v1/others', { method: 'POST', json: {}, headers: buyer });
  expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency-key-required' } });
});

test.each(['short', 'x'.repeat(65), 'with space inside'])('%j is no key', async (key) => {
  expect(await make({ headers: { 'idempotency-key': key } })).toMatchObject({ status: 400, body: { code: 'idempotency-key-invalid' } });
});

test('a stranger’s key is ignored, except where the route names its owner', async () => {
  const stranger = (path: string) => call(app, path, { method: 'POST', json: {}, headers: { 'idempotency-key': `key-${keys}-abc` } });
  await stranger('/v1/things');
  await stranger('/v1/things');
  expect(runs).toHaveLength(2);
  await stranger('/v1/carts/mine');
  await stranger('/v1/carts/mine');
  expect(runs).toHaveLength(3);
});
