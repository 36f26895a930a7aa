import { eventually } from '@wadah/testing';
import jwt from 'jsonwebtoken';
import { actors, byAnother, newEmail, password, startIdentity, type Identity } from './support/identity.ts';

let identity: Identity;
const { call, mailed, readCode, join, signIn, refresh } = actors(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
});

afterAll(() => identity.stop());

type Person = Awaited<ReturnType<typeof join>>;

const newPassword = 'teh-talua-2027';

const mailCodes = () => identity.service.chassis.mongo.collection<{ _id: string; version: number; state: unknown }>('mail_codes');

const idsOf = async (filter: object): Promise<readonly string[]> => {
  const found = await mailCodes().find(filter).sort({ _id: 1 }).toArray();
  return found.map(({ _id }) => _id);
};

/** The mail that the next request causes, with its id. */
const mailOf = async (request: () => Promise<{ readonly status: number }>, status: number) => {
  const before = await idsOf({});
  expect((await request()).status).toBe(status);
  const [codeId] = (await idsOf({})).filter((id) => !before.includes(id));
  return { codeId: String(codeId), mail: await mailed(String(codeId)) };
};

const askReset = (email: string) => call('POST /v1/password-resets', { body: { email } });
const reset = (code: string, given = newPassword) => call('POST /v1/password-resets/confirmation', { body: { code, password: given } });
const resetCode = async (email: string): Promise<string> => String((await mailOf(() => askReset(email), 202)).mail.body['code']);
const askEmail = (token: string, email: string) => call('POST /v1/me/email', { token, body: { email } });
const proveEmail = (token: string, code: string) => call('POST /v1/me/email/confirmation', { token, body: { code } });
const restore = (code: string) => call('POST /v1/email-reversals', { body: { code } });
const closedReasons = (person: Person) =>
  identity.captured.events
    .filter(({ type, data }) => type === 'session.closed.v1' && data['accountId'] === person.accountId)
    .map(({ data }) => data['reason']);
const told = (person: Person, change: string) =>
  eventually(`the owner is told of ${change}`, async () =>
    identity.captured.events.some(
      ({ type, data }) => type === 'account.security-changed.v1' && data['accountId'] === person.accountId && data['change'] === change,
    ),
  );

/** Changes the address and answers the code that the former one was mailed. */
const moveTo = async (token: string, accountId: string, email: string): Promise<string> => {
  const { mail } = await mailOf(() => askEmail(token, email), 202);
  expect((await proveEmail(token, String(mail.body['code']))).status).toBe(200);
  const newest = async () =>
    (await mailCodes().find({ accountId, purpose: 'mail_change_notice' }).sort({ 'state.generation': -1 }).toArray())[0]?._id;
  const before = await newest();
  await eventually('the former address is mailed', async () => {
    const codeId = await newest();
    return codeId !== undefined && (await readCode(codeId)).status === 200 && (codeId !== before || before !== undefined);
  });
  return String((await mailed(String(await newest()))).body['code']);
};

test('a person changes name and language, and the next token says the language', async () => {
  const person = await join();
  const changed = await call('PATCH /v1/me', { token: person.accessToken, body: { name: 'Siti Aminah', locale: 'en' } });
  expect([changed.status, changed.body]).toEqual([200, expect.objectContaining({ name: 'Siti Aminah', locale: 'en' })]);
  const again = await refresh(person.refreshToken);
  expect(jwt.decode(String(again.body['accessToken']))).toMatchObject({ locale: 'en' });
  expect((await call('PATCH /v1/me', { token: person.accessToken, body: { roles: ['operator'] } })).status).toBe(400);
});

test('a refreshed token opens nothing that needs confirmation until the password is given again', async () => {
  const person = await join();
  const token = String((await refresh(person.refreshToken)).body['accessToken']);
  const change = (with_: string) => call('POST /v1/me/password', { token: with_, body: { newPassword } });
  expect((await change(token)).body['code']).toBe('confirmation-required');
  expect((await askEmail(token, newEmail())).body['code']).toBe('confirmation-required');
  const confirm = (given: string) => call('POST /v1/sessions/current/confirmation', { token, body: { password: given } });
  expect((await confirm('salah-sekali-2026')).body['code']).toBe('credentials-invalid');
  const confirmed = await confirm(password);
  expect([confirmed.status, Object.keys(confirmed.body)]).toEqual([200, ['accessToken']]);
  expect((await change(String(confirmed.body['accessToken']))).status).toBe(204);
});

test('a new password closes the other sessions and every open code, keeps this one, and the owner is told', async () => {
  const person = await join();
  const other = await signIn(person.email);
  const code = await resetCode(person.email);
  expect((await call('POST /v1/me/password', { token: person.accessToken, body: { newPassword } })).status).toBe(204);
  expect((await refresh(String(other.body['refreshToken']))).status).toBe(401);
  expect((await reset(code)).body['code']).toBe('code-invalid');
  expect((await refresh(person.refreshToken)).status).toBe(200);
  expect([(await signIn(person.email)).status, (await signIn(person.email, newPassword)).status]).toEqual([401, 201]);
  await told(person, 'password_changed');
  await eventually('the other session is closed', async () => closedReasons(person).length === 1);
  expect(closedReasons(person)).toEqual(['password_changed']);
  await eventually('the code is gone', async () => (await idsOf({ accountId: person.accountId })).length === 0);
  await eventually(
    'its access token is refused',
    async () => (await call('GET /v1/me', { token: String(other.body['accessToken']) })).status === 401,
  );
});

test('a forgotten password is set anew by the mailed secret, once, and every session ends', async () => {
  const person = await join();
  const code = await resetCode(person.email);
  expect(code).toMatch(/^[A-Z2-7]{32}$/);
  expect((await reset(code)).status).toBe(204);
  expect((await reset(code)).body['code']).toBe('code-invalid');
  expect((await refresh(person.refreshToken)).status).toBe(401);
  expect((await signIn(person.email, newPassword)).status).toBe(201);
  await told(person, 'password_reset');
  await eventually('the session is closed', async () => closedReasons(person).length === 1);
});

/** The access token of a session that a reset has ended, where the word of it never came. */
const unheard = async (): Promise<Person> => {
  const person = await join();
  const sessionId = String(jwt.decode(person.accessToken, { json: true })?.['sid']);
  expect((await reset(await resetCode(person.email))).status).toBe(204);
  const { redis } = identity.service.chassis;
  const row = `revoked:session:${sessionId}`;
  await eventually('the session is on the list', async () => (await redis.exists(row)) === 1);
  await redis.del(row);
  expect((await call('GET /v1/me', { token: person.accessToken })).status).toBe(200);
  return person;
};

test.each<[string, object]>([
  ['POST /v1/me/password', { newPassword: 'kata-si-pencuri-2027' }],
  ['POST /v1/me/email', { email: newEmail() }],
  ['POST /v1/me/email/confirmation', { code: '123456' }],
  ['POST /v1/me/second-factor', { password: newPassword }],
  ['POST /v1/me/second-factor/confirmation', { otp: '123456' }],
])('%s is refused to a session from before a reset, also where its end has not been heard of', async (operation, body) => {
  const thief = await unheard();
  const answer = await call(operation, { token: thief.accessToken, body });
  expect([answer.status, answer.body['code']]).toEqual([401, 'sign-in-required']);
  expect((await signIn(thief.email, newPassword)).status).toBe(201);
});

test('of four resets at once with one code and four passwords one works', async () => {
  const person = await join();
  const code = await resetCode(person.email);
  const passwords = [1, 2, 3, 4].map((n) => `${newPassword}-${n}`);
  const answers = await Promise.all(passwords.map((given) => reset(code, given)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422, 422]);
  const works = await Promise.all(passwords.map(async (given) => (await signIn(person.email, given)).status));
  expect(works.map((status) => status === 201)).toEqual(answers.map(({ status }) => status === 204));
});

test('asking for a reset leaves the code that the owner already has good', async () => {
  const person = await join();
  const code = await resetCode(person.email);
  for (const _ask of [1, 2, 3]) await askReset(person.email);
  for (const _try of [1, 2, 3, 4, 5, 6, 7]) expect((await reset('A'.repeat(32))).body['code']).toBe('code-invalid');
  expect((await reset(code)).status).toBe(204);
});

test('a reset for an address without an account is answered, written and queued alike, and its mail finds nobody', async () => {
  const person = await join();
  const known = await mailOf(() => askReset(person.email), 202);
  const unknown = await mailOf(() => askReset(newEmail()), 202);
  expect([known.mail.status, known.mail.body['name'], unknown.mail.status]).toEqual([200, 'Siti', 404]);
  const stored = await Promise.all([known, unknown].map(({ codeId }) => mailCodes().findOne({ _id: codeId })));
  const [one, other] = stored.map((document) =>
    Object.keys(document?.['state'] as object)
      .filter((key) => key !== 'accountId')
      .sort(),
  );
  expect(one).toEqual(other);
  const [event] = identity.captured.of('account.code-requested.v1', unknown.codeId);
  expect(event?.data).toEqual({ codeId: unknown.codeId, purpose: 'password_reset', locale: 'id' });
});

test('a reset code that is over works no more, and the sweep leaves nothing of it', async () => {
  const person = await join();
  const { codeId, mail } = await mailOf(() => askReset(person.email), 202);
  const past = new Date(Date.now() - 1_000);
  await mailCodes().updateOne({ _id: codeId }, { $set: { 'state.endsAt': past }, ...byAnother });
  expect((await reset(String(mail.body['code']))).body['code']).toBe('code-invalid');
  expect((await readCode(codeId)).status).toBe(404);
  await mailCodes().updateOne({ _id: codeId }, { $set: { codeDueAt: past } });
  await eventually('it is gone', async () => (await mailCodes().findOne({ _id: codeId })) === null, { timeoutMs: 25_000 });
});

test('neither address nor code of a reset stands readable in the database', async () => {
  const person = await join();
  const { codeId, mail } = await mailOf(() => askReset(person.email), 202);
  const stored = JSON.stringify(await mailCodes().findOne({ _id: codeId }));
  for (const secret of [person.email, String(mail.body['code'])]) expect(stored).not.toContain(secret);
});

test('a new address is proven there, the other sessions end, and the former address is mailed the way back', async () => {
  const person = await join();
  const other = await signIn(person.email);
  const email = newEmail();
  const { mail } = await mailOf(() => askEmail(person.accessToken, email.toUpperCase()), 202);
  expect(mail.body).toMatchObject({ email, purpose: 'mail_change', code: expect.stringMatching(/^\d{6}$/) });
  expect(mail.body).not.toHaveProperty('name');
  const changed = await proveEmail(person.accessToken, String(mail.body['code']));
  expect([changed.status, changed.body['email']]).toEqual([200, email]);
  expect((await proveEmail(person.accessToken, String(mail.body['code']))).body['code']).toBe('code-invalid');
  expect([(await signIn(person.email)).status, (await signIn(email)).status]).toEqual([401, 201]);
  expect((await refresh(String(other.body['refreshToken']))).status).toBe(401);
  expect((await refresh(person.refreshToken)).status).toBe(200);
  await eventually(
    'the notice is there',
    async () => (await idsOf({ accountId: person.accountId, purpose: 'mail_change_notice' })).length === 1,
  );
  const [notice] = await idsOf({ accountId: person.accountId, purpose: 'mail_change_notice' });
  expect((await mailed(String(notice))).body).toMatchObject({
    email: person.email,
    purpose: 'mail_change_notice',
    code: expect.stringMatching(/^[A-Z2-7]{32}$/),
  });
  expect(closedReasons(person)).toContain('mail_changed');
});

test('five wrong tries kill the code of a new address', async () => {
  const person = await join();
  const { mail } = await mailOf(() => askEmail(person.accessToken, newEmail()), 202);
  const code = String(mail.body['code']);
  const wrong = code === '000000' ? '000001' : '000000';
  for (const _try of [1, 2, 3, 4, 5]) expect((await proveEmail(person.accessToken, wrong)).body['code']).toBe('code-invalid');
  expect((await proveEmail(person.accessToken, code)).body['code']).toBe('code-invalid');
});

test('an address that has an account is answered alike; its owner is told so, and no code fits', async () => {
  const [person, owner] = [await join(), await join()];
  const { codeId, mail } = await mailOf(() => askEmail(person.accessToken, owner.email), 202);
  expect(mail.body).toMatchObject({ email: owner.email, purpose: 'already_registered' });
  expect(mail.body).not.toHaveProperty('code');
  expect(identity.captured.of('account.code-requested.v1', codeId)[0]?.data['purpose']).toBe('already_registered');
  expect((await proveEmail(person.accessToken, '000000')).body['code']).toBe('code-invalid');
});

test('the way back restores the address, closes every session, ends the known password and mails a reset', async () => {
  const person = await join();
  const email = newEmail();
  const code = await moveTo(person.accessToken, person.accountId, email);
  expect((await restore(code)).status).toBe(204);
  expect((await restore(code)).body['code']).toBe('code-invalid');
  expect((await refresh(person.refreshToken)).status).toBe(401);
  expect([(await signIn(person.email)).status, (await signIn(email)).status]).toEqual([401, 401]);
  await eventually('a reset is made', async () => (await idsOf({ accountId: person.accountId, purpose: 'password_reset' })).length === 1);
  const [codeId] = await idsOf({ accountId: person.accountId, purpose: 'password_reset' });
  const mail = await mailed(String(codeId));
  expect(mail.body['email']).toBe(person.email);
  expect((await reset(String(mail.body['code']))).status).toBe(204);
  expect((await signIn(person.email, newPassword)).status).toBe(201);
  await told(person, 'mail_restored');
});

test('a thief who changes password and address again can neither end the owner’s way back nor undo it', async () => {
  const person = await join();
  const owners = await moveTo(person.accessToken, person.accountId, newEmail());
  expect((await call('POST /v1/me/password', { token: person.accessToken, body: { newPassword } })).status).toBe(204);
  const thiefs = await moveTo(person.accessToken, person.accountId, newEmail());
  expect(thiefs).not.toBe(owners);
  expect((await restore(owners)).status).toBe(204);
  expect((await restore(thiefs)).body['code']).toBe('code-invalid');
});

test('a refresh token used twice ends its session, and the owner is told', async () => {
  const person = await join();
  const next = await refresh(person.refreshToken);
  await refresh(String(next.body['refreshToken']));
  expect((await refresh(person.refreshToken)).status).toBe(401);
  await told(person, 'refresh_reused');
});

test('a crash right after the intent leaves it to the sweep of another process', async () => {
  const person = await join();
  const accounts = identity.service.chassis.mongo.collection<{ _id: string; version: number }>('accounts');
  const closing = { reason: 'password_changed', at: new Date(), isDone: false };
  await accounts.updateOne(
    { _id: person.accountId },
    { $set: { 'state.generation': 1, 'state.closing': closing, closeDueAt: new Date() }, ...byAnother },
  );
  expect((await refresh(person.refreshToken)).status).toBe(401);
  await eventually('the session is closed', async () => closedReasons(person).includes('password_changed'), { timeoutMs: 15_000 });
});
