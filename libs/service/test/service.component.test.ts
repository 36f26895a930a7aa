import { accountBlockedV1, accountUnblockedV1, membershipChangedV1, sessionClosedV1 } from '@wadah/contracts';
import {
  capture,
  eventually,
  freshNames,
  publisher,
  serviceVariables,
  tokens,
  type Capture,
  type FreshNames,
  type Publisher,
  type TestTokens,
} from '@wadah/testing';
import { z } from 'zod';
import { baseConfig, loadConfig, startService, type BaseConfig, type StartedService } from '../src/index.ts';
import { noteKeptV1, sampleIndexes, sampleService } from './support/sample-service.ts';

let names: FreshNames;
let issuer: TestTokens;
let captured: Capture;
let sender: Publisher;
let service: StartedService<BaseConfig>;
const handled: string[] = [];

const start = (extra: Record<string, string> = {}) =>
  startService({
    name: 'identity',
    config: loadConfig(z.object(baseConfig), serviceVariables(names, issuer.identityUrl, extra)),
    indexes: sampleIndexes,
    start: sampleService((noteId) => handled.push(noteId)),
  });

beforeAll(async () => {
  names = await freshNames('identity');
  [issuer, captured, sender] = await Promise.all([tokens(), capture(names, ['identity.events']), publisher(names)]);
  service = await start();
  await eventually('the service is ready', async () => (await service.ready()).status === 'ready');
});

afterAll(async () => {
  await service.stop();
  await Promise.all([captured.stop(), sender.stop(), issuer.stop()]);
  await names.drop();
});

const call = (path: string, token: string, init: RequestInit = {}, base: string = service.url) =>
  fetch(`${base}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers } });

const keep = async (token: string, key?: string) => {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const response = await call('/v1/notes', token, { method: 'POST', body: JSON.stringify({ text: 'beras' }), headers });
  return { status: response.status, body: (await response.json()) as { noteId: string; status: string } };
};

const code = async (response: Response) => ((await response.json()) as { code: string }).code;

test('what a route writes is published in order, and the consumer of it changes the state', async () => {
  const token = issuer.user({ accountId: 'acc_1' });
  const { status, body } = await keep(token);
  expect(status).toBe(201);
  const [event] = await captured.waitFor('account.registered.v1', { subject: body.noteId });
  expect(event).toMatchObject({ key: body.noteId, source: '/wadah/identity', sequence: 1, data: { accountId: body.noteId, locale: 'id' } });
  await eventually('the note is seen', async () => {
    const response = await call(`/v1/notes/${body.noteId}`, token);
    return ((await response.json()) as { status: string }).status === 'seen';
  });
});

test('two requests under one key make one note and one event', async () => {
  const token = issuer.user({ accountId: 'acc_2' });
  await Promise.all([keep(token, 'key-00000001'), keep(token, 'key-00000001')]);
  const again = await keep(token, 'key-00000001');
  expect(again.status).toBe(201);
  await captured.waitFor('account.registered.v1', { subject: again.body.noteId });
  expect(await service.chassis.mongo.collection('notes').countDocuments({ 'state.ownerId': 'acc_2' })).toBe(1);
  expect(captured.of('account.registered.v1', again.body.noteId)).toHaveLength(1);
});

test('a stranger gets 401 and an unknown note 404', async () => {
  expect((await fetch(`${service.url}/v1/notes/not_1`)).status).toBe(401);
  const response = await call('/v1/notes/not_1', issuer.user({ accountId: 'acc_1' }));
  expect([response.status, await code(response)]).toEqual([404, 'note-not-found']);
});

test('a duplicate of an event is handled and changes nothing', async () => {
  const { body } = await keep(issuer.user({ accountId: 'acc_3' }));
  const [event] = await captured.waitFor('account.registered.v1', { subject: body.noteId });
  const data = { accountId: body.noteId, locale: 'id' } as const;
  const versionOf = async () => (await service.chassis.mongo.collection('notes').findOne({ _id: body.noteId }))?.['version'];
  await eventually('it was seen', async () => (await versionOf()) === 2);
  await sender.publish(noteKeptV1.from({ subject: body.noteId, time: new Date(), data }), { id: event?.id ?? '', sequence: 1 });
  await eventually('the duplicate was handled', () => handled.filter((noteId) => noteId === body.noteId).length === 2);
  expect(await versionOf()).toBe(2);
});

const refusedSoon = (token: string) =>
  eventually('the token is refused', async () => {
    const response = await call('/v1/notes/not_1', token);
    return response.status === 401 && (await code(response)) === 'token-revoked';
  });

test('a closed session refuses its tokens and no others', async () => {
  const token = issuer.user({ accountId: 'acc_4', sessionId: 'ses_1' });
  const data = { sessionId: 'ses_1', accountId: 'acc_4', reason: 'signed_out' } as const;
  await sender.publish(sessionClosedV1.from({ subject: 'ses_1', time: new Date(), data }));
  await refusedSoon(token);
  expect((await call('/v1/notes/not_1', issuer.user({ accountId: 'acc_4', sessionId: 'ses_2' }))).status).toBe(404);
});

test('a blocked account is refused until it is unblocked, and an old block that comes again does not count', async () => {
  const token = issuer.user({ accountId: 'acc_5' });
  const block = accountBlockedV1.from({ subject: 'acc_5', time: new Date(), data: { accountId: 'acc_5' } });
  await sender.publish(block, { sequence: 2 });
  await refusedSoon(token);
  await sender.publish(accountUnblockedV1.from({ subject: 'acc_5', time: new Date(), data: { accountId: 'acc_5' } }), { sequence: 3 });
  await eventually('the token is good again', async () => (await call('/v1/notes/not_1', token)).status === 404);
  await sender.publish(block, { sequence: 2 });
  await sender.publish(
    sessionClosedV1.from({ subject: 'acc_5', time: new Date(), data: { sessionId: 'ses_9', accountId: 'acc_5', reason: 'signed_out' } }),
    { sequence: 4 },
  );
  await refusedSoon(issuer.user({ accountId: 'acc_5', sessionId: 'ses_9' }));
  expect((await call('/v1/notes/not_1', token)).status).toBe(404);
});

test('a token that tells a lost membership is refused, one issued afterwards is not', async () => {
  const memberships = [{ organisationId: 'sel_1', kind: 'seller', role: 'seller_staff' }];
  const data = { accountId: 'acc_6', organisationId: 'sel_1', organisationKind: 'seller' } as const;
  const before = issuer.user({ accountId: 'acc_6', memberships });
  await sender.publish(membershipChangedV1.from({ subject: 'sel_1', time: new Date(), data }), { sequence: 5 });
  await refusedSoon(before);
  expect((await call('/v1/notes/not_1', issuer.user({ accountId: 'acc_6' }))).status).toBe(404);
});

test('a token that read the old membership while the change was being written is refused too', async () => {
  const memberships = [{ organisationId: 'sel_2', kind: 'seller', role: 'seller_owner' }];
  const data = { accountId: 'acc_9', organisationId: 'sel_2', organisationKind: 'seller', role: 'seller_staff' } as const;
  const changedAt = new Date(Date.now() - 2_000);
  const between = issuer.user({ accountId: 'acc_9', memberships });
  await sender.publish(membershipChangedV1.from({ subject: 'sel_2', time: changedAt, data }), { sequence: 5 });
  await refusedSoon(between);
  const present = [{ organisationId: 'sel_2', kind: 'seller', role: 'seller_staff' }];
  expect((await call('/v1/notes/not_1', issuer.user({ accountId: 'acc_9', memberships: present }))).status).toBe(404);
});

test('where Redis is down a buyer is served and staff are refused', async () => {
  const lame = await start({ REDIS_URL: 'redis://sample:0123456789abcdef@127.0.0.1:9' });
  try {
    expect((await call('/v1/notes/not_1', issuer.user({ accountId: 'acc_7' }), {}, lame.url)).status).toBe(404);
    const response = await call('/v1/note-counts', issuer.user({ accountId: 'acc_8', roles: ['operator'] }), {}, lame.url);
    expect([response.status, await code(response)]).toEqual([503, 'revocations-unavailable']);
  } finally {
    await lame.stop();
  }
});

test('probes answer on both ports, metrics on the internal one only', async () => {
  for (const base of [service.url, service.internalUrl]) {
    expect(await (await fetch(`${base}/health/live`)).json()).toEqual({ status: 'live' });
    expect((await fetch(`${base}/health/ready`)).status).toBe(200);
  }
  expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
  const metrics = await (await fetch(`${service.internalUrl}/metrics`)).text();
  expect(metrics).toContain('http_request_seconds_bucket');
  expect(metrics).toContain('route="/v1/notes"');
  expect(metrics).toContain('mongo_requests_total');
});

test('a start without MongoDB fails and leaves nothing open', async () => {
  await expect(start({ MONGO_URL: 'mongodb://sample:0123456789abcdef@127.0.0.1:9/x?serverSelectionTimeoutMS=300' })).rejects.toThrow();
});

test('what a service could not publish before it crashed, the next one publishes', async () => {
  const second = await start({ KAFKA_BROKERS: '127.0.0.1:9' });
  const response = await call(
    '/v1/notes',
    issuer.user({ accountId: 'acc_9' }),
    { method: 'POST', body: JSON.stringify({ text: 'gula' }) },
    second.url,
  );
  const { noteId } = (await response.json()) as { noteId: string };
  await second.crash();
  await captured.waitFor('account.registered.v1', { subject: noteId });
});

test('a service that was stopped refuses connections', async () => {
  const second = await start();
  await eventually('it is ready', async () => (await second.ready()).status === 'ready');
  await second.stop();
  await expect(fetch(`${second.url}/health/live`)).rejects.toThrow();
});
