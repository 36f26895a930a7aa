import { eventually } from '@wadah/testing';
import jwt from 'jsonwebtoken';
import { actors, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, join, signIn, refresh } = actors(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
});

afterAll(() => identity.stop());

const sessionOf = (accessToken: string): string => String((jwt.decode(accessToken) as { sid: string }).sid);

test('a refresh token is exchanged for a new pair of the same session', async () => {
  const person = await join();
  const first = await refresh(person.refreshToken);
  expect(first.status).toBe(200);
  const accessToken = String(first.body['accessToken']);
  expect(sessionOf(accessToken)).toBe(sessionOf(person.accessToken));
  expect((await refresh(String(first.body['refreshToken']))).status).toBe(200);
});

test('the last used token may come again, and replaces the successor that nobody used', async () => {
  const person = await join();
  const [one, other] = [await refresh(person.refreshToken), await refresh(person.refreshToken)];
  expect([one.status, other.status]).toEqual([200, 200]);
  expect((await refresh(String(other.body['refreshToken']))).status).toBe(200);
});

test('a token used twice after its successor kills the session, and everybody hears of it', async () => {
  const person = await join();
  const next = await refresh(person.refreshToken);
  const last = await refresh(String(next.body['refreshToken']));
  const stolen = await refresh(person.refreshToken);
  expect([stolen.status, stolen.body['code']]).toEqual([401, 'refresh-token-invalid']);
  expect((await refresh(String(last.body['refreshToken']))).status).toBe(401);
  const sessionId = sessionOf(person.accessToken);
  const [closed] = await identity.captured.waitFor('session.closed.v1', { subject: sessionId });
  expect(closed?.data).toEqual({ sessionId, accountId: person.accountId, reason: 'refresh_reused' });
  await eventually('its access token is refused', async () => (await call('GET /v1/me', { token: person.accessToken })).status === 401);
});

test('refreshing eight times at once with one token never ends the session', async () => {
  const person = await join();
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(person.refreshToken)));
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  expect(identity.captured.of('session.closed.v1', sessionOf(person.accessToken))).toEqual([]);
});

test('a made-up token that names a session does not end it', async () => {
  const person = await join();
  expect((await refresh(`wr1.${Buffer.alloc(64, 7).toString('base64url')}`)).status).toBe(401);
  expect((await refresh(`${person.refreshToken}x`)).status).toBe(401);
  expect((await refresh(person.refreshToken)).status).toBe(200);
});

test('one sees one’s own sessions and signs out of one of them; again is silent, a stranger’s is not found', async () => {
  const person = await join();
  const other = await signIn(person.email);
  expect(other.status).toBe(201);
  const sessionId = sessionOf(String(other.body['accessToken']));
  const listed = await call('GET /v1/sessions', { token: person.accessToken });
  const items = listed.body['items'] as unknown as { sessionId: string; current: boolean }[];
  expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
  const stranger = await join();
  expect((await call(`DELETE /v1/sessions/${sessionId}`, { token: stranger.accessToken })).status).toBe(404);
  for (const _time of [1, 2]) expect((await call(`DELETE /v1/sessions/${sessionId}`, { token: person.accessToken })).status).toBe(204);
  await identity.captured.waitFor('session.closed.v1', { subject: sessionId });
  expect(identity.captured.of('session.closed.v1', sessionId)).toHaveLength(1);
  expect((await refresh(String(other.body['refreshToken']))).status).toBe(401);
});

test('signing out ends the session that asks', async () => {
  const person = await join();
  expect((await call('DELETE /v1/sessions/current', { token: person.accessToken })).status).toBe(204);
  await eventually('its token is refused', async () => (await call('GET /v1/me', { token: person.accessToken })).status === 401);
});

test('the rows of lists are found by their index', async () => {
  const sessions = identity.service.chassis.mongo.collection('sessions');
  const plan = await sessions
    .find({ openOf: 'acc_1', idleUntil: { $gt: new Date() } })
    .sort({ idleUntil: -1 })
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain('open_of_account');
  expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
});
