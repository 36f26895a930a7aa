import { allEvents } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import jwt from 'jsonwebtoken';
import { identityStores } from '../src/adapters/mongo/stores.ts';
import { decideTryCode } from '../src/domain/try-code.ts';
import { actors, byAnother, callAt, newEmail, password, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, mailed, begin, verify, codeOf, join, signIn, readCode } = actors(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
});

afterAll(() => identity.stop());

const registrations = () => identity.service.chassis.mongo.collection<{ _id: string; version: number; state: unknown }>('registrations');

test('a person registers, proves the address with the mailed code, and is a buyer', async () => {
  const email = newEmail();
  const registrationId = await begin(email);
  const mail = await mailed(registrationId);
  expect(mail.body).toMatchObject({ email, purpose: 'verification', locale: 'id', code: expect.stringMatching(/^\d{6}$/) });
  expect(mail.body).not.toHaveProperty('name');
  const verified = await verify(registrationId, String(mail.body['code']));
  expect(verified.status).toBe(201);
  expect(verified.headers.get('location')).toMatch(/^\/v1\/sessions\/ses_/);
  const me = await call('GET /v1/me', { token: String(verified.body['accessToken']) });
  expect(me.body).toMatchObject({ email, name: 'Siti', locale: 'id', roles: ['buyer'], memberships: [] });
  const [registered] = await identity.captured.waitFor('account.registered.v1', { subject: String(me.body['accountId']) });
  expect(registered?.data).toEqual({ accountId: me.body['accountId'], locale: 'id' });
});

test('neither address, name nor code stands readable in the database or in an event', async () => {
  const email = newEmail();
  const registrationId = await begin(email, 'Nama Rahasia');
  const code = await codeOf(registrationId);
  const stored = JSON.stringify(await registrations().findOne({ _id: registrationId }));
  for (const secret of [email, 'Nama Rahasia', code, password]) expect(stored).not.toContain(secret);
  const [event] = identity.captured.of('account.code-requested.v1', registrationId);
  expect(Object.keys(event?.data ?? {}).sort()).toEqual(['codeId', 'locale', 'purpose']);
});

test('a known address gets the same answer and the same write; its mail says so and no code fits', async () => {
  const { email } = await join();
  const answer = await call('POST /v1/accounts', {
    body: { email: email.toUpperCase(), password: 'lain-sekali-2026', name: 'Orang Lain' },
  });
  expect([answer.status, Object.keys(answer.body)]).toEqual([202, ['registrationId']]);
  const registrationId = String(answer.body['registrationId']);
  const mail = await mailed(registrationId);
  expect(mail.body).toMatchObject({ email, purpose: 'already_registered', name: 'Siti' });
  expect(mail.body).not.toHaveProperty('code');
  const stranger = await begin(newEmail());
  const shape = async (id: string) => Object.keys((await registrations().findOne({ _id: id }))?.['state'] as object).sort();
  expect(await shape(registrationId)).toEqual(await shape(stranger));
  expect((await verify(registrationId, '000000')).body['code']).toBe('code-invalid');
  expect((await signIn(email, 'lain-sekali-2026')).status).toBe(401);
});

test('five wrong codes kill the right one too', async () => {
  const registrationId = await begin(newEmail());
  const code = await codeOf(registrationId);
  const wrong = code === '000000' ? '000001' : '000000';
  for (const _try of [1, 2, 3, 4, 5]) expect((await verify(registrationId, wrong)).status).toBe(422);
  expect((await verify(registrationId, code)).body['code']).toBe('code-invalid');
});

test('two verifications at once make one account, one session and one event', async () => {
  const email = newEmail();
  const registrationId = await begin(email);
  const code = await codeOf(registrationId);
  const answers = await Promise.all([1, 2, 3, 4].map(() => verify(registrationId, code)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  const accounts = await identity.service.chassis.mongo.collection('accounts').find({ email }).toArray();
  expect(accounts).toHaveLength(1);
  await identity.captured.waitFor('account.registered.v1', { subject: String(accounts[0]?._id) });
  expect(identity.captured.of('account.registered.v1', String(accounts[0]?._id))).toHaveLength(1);
});

test('a crash between proof and account is finished by the next try with the same code', async () => {
  const email = newEmail();
  const registrationId = await begin(email);
  const code = await codeOf(registrationId);
  const { registrations: store } = identityStores(identity.service.chassis);
  await store.update(registrationId, (registration) => decideTryCode(registration, { matches: true, at: new Date() }));
  expect((await verify(registrationId, code)).status).toBe(201);
  expect((await verify(registrationId, code)).status).toBe(422);
});

test('of two registrations of one address only one becomes its account, and the other is worth nothing', async () => {
  const email = newEmail();
  const [mine, theirs] = await Promise.all([begin(email), begin(email)]);
  const [myCode, theirCode] = await Promise.all([codeOf(mine), codeOf(theirs)]);
  const answers = await Promise.all([verify(mine, myCode), verify(theirs, theirCode)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  expect(await registrations().countDocuments({ 'state.emailHash': { $exists: true }, _id: { $in: [mine, theirs] } })).toBe(0);
});

test('a code that is over can neither be used nor read, and the sweep leaves nothing of it', async () => {
  const registrationId = await begin(newEmail());
  const code = await codeOf(registrationId);
  const codeId = registrationId.replace('reg_', 'cod_');
  const past = new Date(Date.now() - 1_000);
  await registrations().updateOne({ _id: registrationId }, { $set: { 'state.codeEndsAt': past, codeDueAt: past }, ...byAnother });
  expect((await verify(registrationId, code)).status).toBe(422);
  expect((await readCode(codeId)).status).toBe(404);
  await eventually(
    'address and code are gone',
    async () => ((await registrations().findOne({ _id: registrationId }))?.['state'] as { status: string }).status === 'over',
    { timeoutMs: 25_000 },
  );
});

test('a wrong password and an unknown address answer alike', async () => {
  const { email } = await join();
  const answers = [await signIn(email, 'salah-sekali-2026'), await signIn(newEmail())];
  expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
    [401, 'credentials-invalid'],
    [401, 'credentials-invalid'],
  ]);
});

test.each<[string, unknown]>([
  ['a short password', { email: 'a@wadah.test', password: 'pendek', name: 'A' }],
  ['a password of 129 characters', { email: 'a@wadah.test', password: 'x'.repeat(129), name: 'A' }],
  ['no address', { email: 'bukan-alamat', password, name: 'A' }],
  ['an operator where a text belongs', { email: { $gt: '' }, password, name: 'A' }],
  ['an unknown field', { email: 'a@wadah.test', password, name: 'A', roles: ['operator'] }],
  ['a name of control characters', { email: 'a@wadah.test', password, name: '\u0000\u0007' }],
])('%s is refused with its path', async (_what, body) => {
  const answer = await call('POST /v1/accounts', { body });
  expect([answer.status, answer.body['code']]).toEqual([400, 'validation-failed']);
});

test('the published key verifies our tokens, RS256, with the claims that services read', async () => {
  const { accessToken, accountId } = await join();
  const { body } = await callAt(identity.service.url, 'GET /.well-known/jwks.json');
  const { keys } = body as unknown as { keys: { kid: string; alg: string }[] };
  const header = jwt.decode(accessToken, { complete: true })?.header;
  expect(header).toMatchObject({ alg: 'RS256', kid: keys[0]?.kid });
  expect(jwt.decode(accessToken)).toMatchObject({
    iss: 'wadah',
    aud: 'wadah',
    sub: accountId,
    sid: expect.stringMatching(/^ses_/),
    roles: ['buyer'],
  });
  expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
});

test('a restarted identity signs with the same key', async () => {
  const second = await identity.start();
  try {
    const [one, other] = await Promise.all([
      callAt(identity.service.url, 'GET /.well-known/jwks.json'),
      callAt(second.url, 'GET /.well-known/jwks.json'),
    ]);
    expect(other.body).toEqual(one.body);
  } finally {
    await eventually('the second is ready', async () => (await second.ready()).status === 'ready');
    await second.stop();
  }
});

test('a code requested while the broker is down is mailed by the next process', async () => {
  const lame = await identity.start({ KAFKA_BROKERS: '127.0.0.1:9' });
  const { body } = await callAt(lame.url, 'POST /v1/accounts', { body: { email: newEmail(), password, name: 'Siti' } });
  await lame.crash();
  expect((await mailed(String(body['registrationId']))).body).toMatchObject({ purpose: 'verification' });
});

test('every event that identity has published parses by its contract and has no field more than its example', () => {
  expect(identity.captured.events.length).toBeGreaterThan(10);
  for (const { type, data } of identity.captured.events) {
    const definition = allEvents.find((candidate) => candidate.type === type);
    expect(definition?.data.safeParse(data).success).toBe(true);
    expect(Object.keys(definition?.example as object)).toEqual(expect.arrayContaining(Object.keys(data)));
  }
});
