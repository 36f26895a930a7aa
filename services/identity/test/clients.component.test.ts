import { sellerAppliedV1, serviceGrants } from '@wadah/contracts';
import { newId } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import jwt from 'jsonwebtoken';
import { vault } from '../src/adapters/crypto/vault.ts';
import { serviceClientStore } from '../src/adapters/mongo/service-client.store.ts';
import { applyGrants } from '../src/app/apply-grants.ts';
import { actors, serviceSecret, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, join } = actors(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
});

afterAll(() => identity.stop());

const token = async (form: Record<string, string>, headers: Record<string, string> = {}) => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
  const response = await fetch(`${identity.service.url}/oauth/token`, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
};

const owner = async () => {
  const person = await join();
  const sellerId = newId('sel');
  const data = { sellerId, agencyId: newId('agy'), founderAccountId: person.accountId, again: false };
  await identity.sender.publish(sellerAppliedV1.from({ subject: sellerId, time: new Date(), data }));
  await identity.captured.waitFor('membership.changed.v1', { subject: sellerId });
  return { ...person, sellerId };
};

const make = (bearer: string, body: object, key?: string) =>
  call('POST /v1/clients', { token: bearer, body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });

test('an owner’s client gets tokens for its scopes, by form or Basic header, and no others', async () => {
  const { accessToken, sellerId } = await owner();
  const made = await make(accessToken, { name: 'Kasir', scopes: ['stock:write', 'seller-orders:read'], organisationId: sellerId });
  expect(made.status).toBe(201);
  const [client_id, client_secret] = [String(made.body['clientId']), String(made.body['clientSecret'])];
  const whole = await token({ client_id, client_secret });
  expect(whole).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 900, scope: 'stock:write seller-orders:read' } });
  expect(jwt.decode(String(whole.body['access_token']))).toMatchObject({
    aud: 'wadah',
    sub: client_id,
    client_id,
    organisationId: sellerId,
  });
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
  const less = await token({ scope: 'stock:write' }, { authorization: `Basic ${basic}` });
  expect(less.body).toMatchObject({ scope: 'stock:write' });
  const more = await token({ client_id, client_secret, scope: 'listings:write' });
  expect([more.status, more.body['error']]).toEqual([400, 'invalid_scope']);
  const stored = await identity.service.chassis.mongo.collection('clients').findOne({ _id: client_id });
  expect(JSON.stringify(stored)).not.toContain(client_secret);
});

test('credentials in the header and in the body at once are refused, and a broken header does not fall back on the body', async () => {
  const body = { client_id: 'service-notification', client_secret: serviceSecret, audience: 'seller', scope: 'internal:reviews.read' };
  const basic = `Basic ${Buffer.from(`service-notification:${serviceSecret}`).toString('base64')}`;
  for (const header of [basic, 'Basic', 'Basic !']) {
    const answer = await token(body, { authorization: header });
    expect([header, answer.status, answer.body['error']]).toEqual([header, 400, 'invalid_request']);
  }
  const { client_secret: _secret, ...rest } = body;
  expect((await token(rest, { authorization: basic })).status).toBe(200);
});

test('who fails is told which scheme is taken', async () => {
  const answer = await token({}, { authorization: `Basic ${Buffer.from('service-notification:wrong').toString('base64')}` });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="wadah"']);
});

test('a client is made by who has just proven who they are', async () => {
  const { accessToken, refreshToken, sellerId } = await owner();
  const body = { name: 'Kasir', scopes: [], organisationId: sellerId };
  const refreshed = await call('POST /v1/sessions/refresh', { body: { refreshToken } });
  const late = await make(String(refreshed.body['accessToken']), body);
  expect([late.status, late.body['code']]).toEqual([403, 'confirmation-required']);
  expect((await make(accessToken, body)).status).toBe(201);
});

test('a client’s token opens nothing of people', async () => {
  const { accessToken, sellerId } = await owner();
  const made = await make(accessToken, { name: 'Kasir', scopes: ['stock:write'], organisationId: sellerId });
  const granted = await token({ client_id: String(made.body['clientId']), client_secret: String(made.body['clientSecret']) });
  const answer = await call('GET /v1/me', { token: String(granted.body['access_token']) });
  expect([answer.status, answer.body['code']]).toEqual([403, 'scope-missing']);
});

test('a secret is shown once: the same key again is 409 with the id', async () => {
  const { accessToken, sellerId } = await owner();
  const body = { name: 'Kasir', scopes: [], organisationId: sellerId };
  const made = await make(accessToken, body, 'client-key-0001');
  const again = await make(accessToken, body, 'client-key-0001');
  expect([again.status, again.body['code'], again.body['id']]).toEqual([409, 'already-done', made.body['clientId']]);
});

test('nobody else makes a client of that seller', async () => {
  const [{ sellerId }, stranger] = [await owner(), await join()];
  expect((await make(stranger.accessToken, { name: 'X', scopes: [], organisationId: sellerId })).status).toBe(404);
  expect((await make(stranger.accessToken, { name: 'X', scopes: [] })).status).toBe(403);
});

test.each<[string, Record<string, string>, number, string]>([
  ['a wrong secret', { client_id: 'service-notification', client_secret: 'wrong-secret-0000' }, 401, 'invalid_client'],
  ['an unknown client', { client_id: newId('cli'), client_secret: 'wrong-secret-0000' }, 401, 'invalid_client'],
  ['no credentials', {}, 401, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  [
    'an operation that this service does not hold',
    { client_id: 'service-notification', client_secret: serviceSecret, audience: 'identity', scope: 'internal:money.move' },
    400,
    'invalid_scope',
  ],
  [
    'a service without audience',
    { client_id: 'service-notification', client_secret: serviceSecret, scope: 'internal:codes.read' },
    400,
    'invalid_scope',
  ],
  [
    'a scope that another service holds',
    { client_id: 'service-order', client_secret: 'order-secret-12345', audience: 'identity', scope: 'internal:codes.read' },
    400,
    'invalid_scope',
  ],
])('%s is refused in the shape of RFC 6749', async (_what, form, status, error) => {
  const answer = await token(form);
  expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
  expect(answer.body).not.toHaveProperty('code');
});

test('a service gets a token of five minutes for one operation of one other', async () => {
  const form = { client_id: 'service-notification', client_secret: serviceSecret, audience: 'seller', scope: 'internal:reviews.read' };
  const granted = await token(form);
  expect(granted.body).toMatchObject({ expires_in: 300, scope: 'internal:reviews.read' });
  expect(granted.headers.get('cache-control')).toBe('no-store');
  const claims = jwt.decode(String(granted.body['access_token'])) as { exp: number; iat: number };
  expect(claims).toMatchObject({ aud: 'seller', sub: 'service-notification', scope: 'internal:reviews.read' });
  expect(claims.exp - claims.iat).toBe(300);
  await eventually(
    'it opens no public route',
    async () => (await call('GET /v1/me', { token: String(granted.body['access_token']) })).status === 401,
  );
});

test('a grant taken out of the table is refused once the job has run', async () => {
  const { mongo } = identity.service.chassis;
  const deps = { serviceClients: serviceClientStore(mongo), vault: vault(identity.config()) };
  const form = { client_id: 'service-notification', client_secret: serviceSecret, audience: 'seller', scope: 'internal:reviews.read' };
  await applyGrants({ ...deps, table: [] }, { 'service-notification': serviceSecret });
  expect((await token(form)).body['error']).toBe('invalid_scope');
  expect((await token({ ...form, client_id: 'service-order', client_secret: 'order-secret-12345' })).body['error']).toBe('invalid_client');
  await applyGrants({ ...deps, table: serviceGrants }, { 'service-notification': serviceSecret });
  expect((await token(form)).status).toBe(200);
});
