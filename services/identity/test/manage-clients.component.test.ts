import { eventually } from '@wadah/testing';
import { actors, startIdentity, type Identity } from './support/identity.ts';
import { staff, type Entered } from './support/staff.ts';

let identity: Identity;
let operator: Entered;
const { call, join } = actors(() => identity);
const { firstOperator, seller, hire, enter } = staff(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
  operator = await firstOperator();
});

afterAll(() => identity.stop());

type Client = { readonly clientId: string; readonly clientSecret: string };

const make = async (by: Entered, organisationId?: string): Promise<Client> => {
  const body = { name: 'Kasir', scopes: [], ...(organisationId === undefined ? {} : { organisationId }) };
  return (await call('POST /v1/clients', { token: by.accessToken, body })).body as unknown as Client;
};

const token = async ({ clientId, clientSecret }: Client) => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const response = await fetch(`${identity.service.url}/oauth/token`, { method: 'POST', body });
  return { status: response.status, accessToken: String(((await response.json()) as Record<string, unknown>)['access_token']) };
};

const idsOf = async (by: Entered, query = '') => {
  const answer = await call(`GET /v1/clients${query}`, { token: by.accessToken });
  const items = (answer.body['items'] ?? []) as unknown as readonly Client[];
  return { status: answer.status, ids: items.map(({ clientId }) => clientId), text: JSON.stringify(answer.body) };
};

test('an owner sees the seller’s clients without their secrets, gives one another secret and ends one', async () => {
  const owner = await seller();
  const path = `?organisationId=${owner.sellerId}`;
  const [first, second] = [await make(owner, owner.sellerId), await make(owner, owner.sellerId)];
  const shown = await idsOf(owner, path);
  expect(shown.ids).toEqual([second.clientId, first.clientId]);
  expect(shown.text).not.toMatch(/secret/i);
  const options = { token: owner.accessToken, headers: { 'idempotency-key': 'renew-key-0001' } };
  const renewed = await call(`POST /v1/clients/${first.clientId}/secret`, options);
  expect(renewed.status).toBe(200);
  expect((await token(first)).status).toBe(401);
  expect((await token(renewed.body as unknown as Client)).status).toBe(200);
  const again = await call(`POST /v1/clients/${first.clientId}/secret`, options);
  expect([again.status, again.body['code'], again.body['id']]).toEqual([409, 'already-done', first.clientId]);
  const [told] = await identity.captured.waitFor('client.changed.v1', { subject: first.clientId, count: 2 });
  expect(told?.data).toEqual({ clientId: first.clientId, organisationId: owner.sellerId, change: 'created' });

  const held = await token(second);
  for (const _time of [1, 2]) {
    expect((await call(`DELETE /v1/clients/${second.clientId}`, { token: owner.accessToken })).status).toBe(204);
  }
  const refused = async () => (await call('GET /v1/me', { token: held.accessToken })).status === 401;
  await eventually('its token is refused', refused, { timeoutMs: 1_000 });
  expect((await token(second)).status).toBe(401);
  expect((await idsOf(owner, path)).ids).toEqual([first.clientId]);
  const closed = identity.captured.of('client.closed.v1', second.clientId);
  expect(closed.map(({ data }) => data)).toEqual([{ clientId: second.clientId, organisationId: owner.sellerId }]);
  expect((await call(`POST /v1/clients/${second.clientId}/secret`, { token: owner.accessToken })).status).toBe(404);
});

test('another seller’s client is not found, staff may not touch their own seller’s', async () => {
  const [owner, other] = [await seller(), await seller()];
  const client = await make(owner, owner.sellerId);
  const worker = await hire(owner, 'seller_staff');
  for (const [by, status] of [
    [other, 404],
    [operator, 404],
    [await join(), 404],
    [worker, 403],
  ] as const) {
    expect((await call(`POST /v1/clients/${client.clientId}/secret`, { token: by.accessToken })).status).toBe(status);
    expect((await call(`DELETE /v1/clients/${client.clientId}`, { token: by.accessToken })).status).toBe(status);
    expect((await idsOf(by, `?organisationId=${owner.sellerId}`)).status).toBe(status);
  }
  expect((await token(client)).status).toBe(200);
});

test('clients of no seller are the operators’, and auditors read them', async () => {
  const client = await make(operator);
  const [owner, auditor] = [await seller(), await enter(operator, 'auditor')];
  expect((await idsOf(operator)).ids).toContain(client.clientId);
  expect((await idsOf(auditor)).ids).toContain(client.clientId);
  expect((await idsOf(owner)).status).toBe(403);
  expect((await call(`DELETE /v1/clients/${client.clientId}`, { token: owner.accessToken })).status).toBe(404);
  expect((await call(`DELETE /v1/clients/${client.clientId}`, { token: auditor.accessToken })).status).toBe(404);
});

test('what an operator does with a client of no seller is kept, what an owner does is not', async () => {
  const [client, owner] = [await make(operator), await seller()];
  const own = await make(owner, owner.sellerId);
  for (const [by, { clientId }] of [[operator, client] as const, [owner, own] as const]) {
    expect((await call(`POST /v1/clients/${clientId}/secret`, { token: by.accessToken })).status).toBe(200);
    expect((await call(`DELETE /v1/clients/${clientId}`, { token: by.accessToken })).status).toBe(204);
  }
  const records = identity.service.chassis.mongo.records('decisions');
  const kept = () => records.find({ subjectId: client.clientId }).sort({ at: 1 }).toArray();
  await eventually('all three are kept', async () => (await kept()).length === 3);
  const by = { actorId: operator.accountId, actorRole: 'operator' };
  expect(await kept()).toMatchObject([
    { ...by, action: 'client_created', before: { status: null }, after: { status: 'open' } },
    { ...by, action: 'client_secret_renewed', before: { status: 'open' }, after: { status: 'open' } },
    { ...by, action: 'client_closed', before: { status: 'open' }, after: { status: 'closed' } },
  ]);
  expect(JSON.stringify(await kept())).not.toContain(client.clientSecret);
  await identity.captured.waitFor('client.closed.v1', { subject: own.clientId });
  expect(await records.countDocuments({ subjectId: own.clientId })).toBe(0);
});

test('the lists read their indexes', async () => {
  const explain = async (collection: string, filter: object) =>
    JSON.stringify(await identity.service.chassis.mongo.collection(collection).find(filter).sort({ _id: -1 }).explain('queryPlanner'));
  for (const plan of [await explain('clients', { openOf: 'none' }), await explain('invitations', { organisationId: 'sel_1' })]) {
    expect(plan).not.toContain('COLLSCAN');
  }
});
