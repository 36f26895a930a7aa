import { generateKeyPairSync } from 'node:crypto';
import { ok } from '@wadah/kit';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { createApp, memoryIdempotencyStore, route, type Actor, type Authenticator } from '../src/index.ts';
import { recorder } from './support/recorder.ts';
import { bearer, call, startApp, type TestApp } from './support/start-app.ts';

const shared = { method: 'get', responses: { 200: z.object({}) } } as const;
const seen = ({ actor }: { actor: Actor }) => ok({ actor });

const routes = [
  route({ ...shared, operation: 'open', path: '/open', auth: 'open', handle: seen }),
  route({ ...shared, operation: 'optional', path: '/optional', auth: 'optional', handle: seen }),
  route({ ...shared, operation: 'signedIn', path: '/signed-in', auth: 'signed_in', handle: seen }),
  route({ ...shared, operation: 'operators', path: '/operators', auth: { role: ['operator', 'auditor'] }, handle: seen }),
  route({ ...shared, operation: 'stock', path: '/stock', auth: { scope: 'stock:write', or: 'signed_in' }, handle: seen }),
  route({ ...shared, operation: 'scopeOnly', path: '/scope-only', auth: { scope: 'stock:write' }, handle: seen }),
  route({ ...shared, operation: 'confirmed', path: '/confirmed', auth: 'signed_in', confirmation: 'required', handle: seen }),
];
const internalRoute = route({
  ...shared,
  operation: 'codes',
  path: '/internal/codes',
  auth: { internal: 'internal:codes.read' },
  handle: seen,
});

let app: TestApp;
let internal: TestApp;
beforeAll(async () => {
  app = await startApp(routes);
  internal = await startApp([internalRoute], { internal: true, audience: 'identity' });
});
afterAll(async () => {
  await app.stop();
  await internal.stop();
});
afterEach(() => app.revoke('good'));

const get = (path: string, token?: string) => call(app, path, { headers: token === undefined ? {} : bearer(token) });
const claims = (change: object = {}) => {
  const iat = Math.floor(Date.now() / 1000);
  return { iss: 'wadah', aud: 'wadah', sub: 'acc_1', sid: 'ses_1', roles: ['buyer'], memberships: [], iat, exp: iat + 900, ...change };
};
const kidOf = (token: string) => jwt.decode(token, { complete: true })?.header.kid ?? '';
const unsigned = (header: object, payload: object) =>
  `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

test('a token says who asks', async () => {
  const memberships = [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_owner' }];
  expect((await get('/signed-in', app.tokens.user({ accountId: 'acc_1', memberships, sessionId: 'ses_9' }))).body).toMatchObject({
    actor: { kind: 'user', id: 'acc_1', sessionId: 'ses_9', roles: ['buyer', 'seller_owner'], memberships },
  });
});

test('without a token it is 401 with WWW-Authenticate', async () => {
  const answer = await get('/signed-in');
  expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="wadah"');
});

const forgeries: [string, () => string][] = [
  ['alg none', () => unsigned({ alg: 'none', typ: 'JWT' }, claims())],
  ['alg none under a known kid', () => unsigned({ alg: 'none', kid: kidOf(app.tokens.sign(claims())) }, claims())],
  [
    'HS256 under a known kid',
    () => jwt.sign(claims(), 'public key as secret', { algorithm: 'HS256', keyid: kidOf(app.tokens.sign(claims())) }),
  ],
  [
    'another key under a known kid',
    () =>
      jwt.sign(claims(), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, {
        algorithm: 'RS256',
        keyid: kidOf(app.tokens.sign(claims())),
      }),
  ],
  ['an unknown kid', () => app.tokens.sign(claims(), { kid: 'nobody' })],
  ['another audience', () => app.tokens.sign(claims({ aud: 'somewhere' }))],
  ['another issuer', () => app.tokens.sign(claims({ iss: 'somebody' }))],
  ['no expiry', () => app.tokens.sign(JSON.parse(JSON.stringify(claims({ exp: undefined }))))],
  ['a service’s internal token', () => app.tokens.service({ service: 'notification', audience: 'identity', scope: 'internal:codes.read' })],
  [
    'an internal scope for the public audience',
    () => app.tokens.service({ service: 'notification', audience: 'wadah', scope: 'internal:codes.read' }),
  ],
  [
    'a changed payload',
    () =>
      app.tokens
        .sign(claims())
        .replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify(claims({ roles: ['operator'] }))).toString('base64url')}.`),
  ],
  ['rubbish', () => 'not.a.token'],
  [
    'a payload that is no JSON under a known kid',
    () => `${app.tokens.sign(claims()).split('.')[0] ?? ''}.${Buffer.from('not json').toString('base64url')}.c2ln`,
  ],
  ['nine kilobytes', () => `x.${'y'.repeat(9000)}.z`],
];

test.each(forgeries)('a token with %s is 401, on a route open to strangers too', async (_name, forge) => {
  for (const path of ['/signed-in', '/optional']) {
    const answer = await get(path, forge());
    expect(answer).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="wadah", error="invalid_token"');
  }
});

test('an expired token is 401, also when it was remembered', async () => {
  const token = app.tokens.user({ accountId: 'acc_1', lifeSeconds: 60 });
  expect(await get('/signed-in', token)).toMatchObject({ status: 200 });
  app.clock.advance(61);
  expect(await get('/signed-in', token)).toMatchObject({ status: 401, body: { code: 'token-expired' } });
  app.clock.advance(-61);
});

test('a token in the URL or under another scheme counts for nothing', async () => {
  const token = app.tokens.user({ accountId: 'acc_1' });
  expect(await get(`/signed-in?access_token=${token}`)).toMatchObject({ status: 401 });
  expect(await call(app, '/optional', { headers: { authorization: `Basic ${token}` } })).toMatchObject({ status: 401 });
});

test('an open route never learns who asks', async () => {
  expect((await get('/open', app.tokens.user({ accountId: 'acc_1' }))).body).toEqual({ actor: { kind: 'stranger' } });
});

test('an optional route takes strangers and people', async () => {
  expect((await get('/optional')).body).toEqual({ actor: { kind: 'stranger' } });
  expect((await get('/optional', app.tokens.user({ accountId: 'acc_1' }))).body).toMatchObject({ actor: { id: 'acc_1' } });
});

test('a role opens what is for that role', async () => {
  expect(await get('/operators', app.tokens.user({ accountId: 'acc_1' }))).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await get('/operators', app.tokens.user({ accountId: 'acc_1', roles: ['auditor'] }))).toMatchObject({ status: 200 });
});

test('a client reaches only routes that name a scope it holds', async () => {
  const client = (scopes: string[]) => app.tokens.client({ clientId: 'cli_1', scopes, organisationId: 'sel_1' });
  expect((await get('/stock', client(['stock:write']))).body).toMatchObject({
    actor: { kind: 'client', id: 'cli_1', organisationId: 'sel_1' },
  });
  expect(await get('/stock', client(['listings:write']))).toMatchObject({
    status: 403,
    body: { code: 'scope-missing', scope: 'stock:write' },
  });
  for (const path of ['/signed-in', '/optional', '/operators']) {
    expect(await get(path, client(['stock:write']))).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
  }
});

test('a person doesn’t reach what is for clients alone', async () => {
  expect(await get('/scope-only', app.tokens.user({ accountId: 'acc_1' }))).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await get('/stock', app.tokens.user({ accountId: 'acc_1' }))).toMatchObject({ status: 200 });
});

test('a closed session is refused from the moment that the list knows of it', async () => {
  const token = app.tokens.user({ accountId: 'acc_1' });
  expect(await get('/signed-in', token)).toMatchObject({ status: 200 });
  app.revoke('revoked');
  expect(await get('/signed-in', token)).toMatchObject({ status: 401, body: { code: 'token-revoked' } });
});

test('while the list can’t be read, buyers and sellers go on and staff is refused', async () => {
  app.revoke('unknown');
  expect(await get('/signed-in', app.tokens.user({ accountId: 'acc_1', roles: ['seller_owner'] }))).toMatchObject({ status: 200 });
  for (const role of ['curator', 'operator', 'auditor', 'treasurer']) {
    expect(await get('/signed-in', app.tokens.user({ accountId: 'acc_1', roles: [role] }))).toMatchObject({
      status: 503,
      body: { code: 'revocations-unavailable' },
    });
  }
});

test('what needs a confirmed session takes one of the last five minutes, and refuses everyone while the list can’t be read', async () => {
  const confirmed = (secondsAgo: number) => app.tokens.user({ accountId: 'acc_1', confirmedAt: new Date(Date.now() - secondsAgo * 1000) });
  expect(await get('/confirmed', app.tokens.user({ accountId: 'acc_1' }))).toMatchObject({
    status: 403,
    body: { code: 'confirmation-required' },
  });
  expect(await get('/confirmed', confirmed(310))).toMatchObject({ status: 403 });
  expect(await get('/confirmed', confirmed(200))).toMatchObject({ status: 200 });
  app.revoke('unknown');
  expect(await get('/confirmed', confirmed(200))).toMatchObject({ status: 503 });
});

test('an internal route takes the service that holds its scope, and no one else', async () => {
  const ask = (token: string) => call(internal, '/internal/codes', { headers: bearer(token) });
  const service = (scope: string, audience = 'identity') => internal.tokens.service({ service: 'notification', audience, scope });
  expect((await ask(service('internal:codes.read'))).body).toMatchObject({ actor: { kind: 'service', id: 'service-notification' } });
  expect(await ask(service('internal:contacts.read'))).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
  expect(await ask(service('internal:codes.read', 'seller'))).toMatchObject({ status: 401 });
  expect(await ask(internal.tokens.user({ accountId: 'acc_1', roles: ['operator'] }))).toMatchObject({ status: 401 });
  expect(await ask(internal.tokens.client({ clientId: 'cli_1', scopes: ['internal:codes.read'] }))).toMatchObject({ status: 401 });
});

test('public and internal routes don’t mix in one app', () => {
  const auth: Authenticator = { identify: () => Promise.reject(new Error('not asked')), standing: () => Promise.resolve('good') };
  const options = {
    service: 'test',
    auth,
    now: () => new Date(),
    trustProxyHops: 0,
    idempotency: memoryIdempotencyStore({ now: () => new Date() }),
  };
  expect(() => createApp({ ...options, ...recorder(), routes: [internalRoute] })).toThrow('wrong port');
  expect(() => createApp({ ...options, ...recorder(), routes, internal: true })).toThrow('wrong port');
});
