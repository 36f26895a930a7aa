import { eventually } from '@wadah/testing';
import jwt from 'jsonwebtoken';
import { actors, byAnother, password, startIdentity, type Identity } from './support/identity.ts';
import { codeOf, staff, unexempt, type Entered } from './support/staff.ts';

let identity: Identity;
let operator: Entered;
const { call, join, readCode, refresh } = actors(() => identity);
const { firstOperator, enter, enrol, signIn, invite } = staff(() => identity);

beforeAll(async () => {
  identity = await startIdentity();
  operator = await firstOperator();
});

afterAll(() => identity.stop());

const told = ({ accountId }: Entered, change: string) =>
  identity.captured
    .waitFor('account.security-changed.v1', { subject: accountId.replace('acc_', 'sfa_') })
    .then(() =>
      eventually(`the holder is told: ${change}`, () =>
        identity.captured
          .of('account.security-changed.v1', accountId.replace('acc_', 'sfa_'))
          .some(({ data }) => data['accountId'] === accountId && data['change'] === change),
      ),
    );

type Claims = { readonly roles: readonly string[]; readonly confirmedAt?: number };

const claimsOf = (answer: { readonly body: Record<string, unknown> }) => jwt.decode(String(answer.body['accessToken'])) as Claims;

const rolesOf = (token: string) => (jwt.decode(token) as Claims).roles;

test('whoever accepts a role of staff has a buyer’s token, and the role after signing in with the second factor', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  expect(rolesOf(person.accessToken)).toEqual(['buyer']);
  const { begun, confirmed, secret, recoveryCodes } = await enrol(person);
  expect([begun.status, confirmed.status]).toEqual([200, 200]);
  expect(begun.body['otpauthUri']).toContain(`secret=${secret}`);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(rolesOf(String((await refresh(person.refreshToken)).body['accessToken']))).toEqual(['buyer']);
  const entered = await signIn(person.email, codeOf(secret));
  expect(entered.status).toBe(201);
  expect(claimsOf(entered).roles).toEqual(['buyer', 'auditor']);
  expect(claimsOf(await refresh(String(entered.body['refreshToken']))).roles).toEqual(['buyer', 'auditor']);
  await told(person, 'second_factor_added');
});

test('without a code its session has no role of staff and is not confirmed', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const { secret } = await enrol(person);
  const entered = await signIn(person.email);
  expect([entered.status, claimsOf(entered).roles, claimsOf(entered).confirmedAt]).toEqual([201, ['buyer'], undefined]);
  const again = await call('POST /v1/me/second-factor', { token: String(entered.body['accessToken']), body: { password } });
  expect(again.body['code']).toBe('confirmation-required');
  const confirmed = await signIn(person.email, codeOf(secret));
  const replaced = await call('POST /v1/me/second-factor', { token: String(confirmed.body['accessToken']), body: { password } });
  expect([replaced.status, replaced.body['code']]).toEqual([409, 'second-factor-exists']);
});

test('a wrong code, a burnt one and a used recovery code are answered like a wrong password', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const { secret, recoveryCodes } = await enrol(person);
  const [recovery = ''] = recoveryCodes;
  const once = [await signIn(person.email, codeOf(secret)), await signIn(person.email, recovery)];
  expect(once.map(({ status }) => status)).toEqual([201, 201]);
  expect(claimsOf(once[1] ?? { body: {} }).roles).toEqual(['buyer', 'auditor']);
  const wrong = await signIn(person.email, undefined, 'salah-sekali-2026');
  for (const otp of [codeOf(secret), codeOf(secret, -1), codeOf(secret, 9), recovery, 'A'.repeat(16)]) {
    const refused = await signIn(person.email, otp);
    expect([otp, refused.status, refused.body]).toEqual([otp, 401, wrong.body]);
  }
  await told(person, 'recovery_code_used');
});

test('of eight who use one code at once, one comes in', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const { secret } = await enrol(person);
  const otp = codeOf(secret);
  const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(person.email, otp)));
  expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
});

test('a secret that was never shown right counts nothing, and a wrong password shows none', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const token = person.accessToken;
  const refused = await call('POST /v1/me/second-factor', { token, body: { password: 'salah-sekali-2026' } });
  expect([refused.status, refused.body['code']]).toEqual([401, 'credentials-invalid']);
  const options = { token, body: { password }, headers: { 'idempotency-key': 'enrol-key-0001' } };
  const first = await call('POST /v1/me/second-factor', options);
  const again = await call('POST /v1/me/second-factor', options);
  expect([again.status, again.body['code'], again.body['id']]).toEqual([409, 'already-done', person.accountId]);
  await call('POST /v1/me/second-factor', { token, body: { password } });
  const late = await call('POST /v1/me/second-factor/confirmation', { token, body: { otp: codeOf(String(first.body['secret'])) } });
  expect([late.status, late.body['code']]).toEqual([422, 'code-invalid']);
  expect((await signIn(person.email)).status).toBe(201);
});

test('secret and recovery codes are sealed or hashed where they lie', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const { secret, recoveryCodes } = await enrol(person);
  const { mongo } = identity.service.chassis;
  const stored = JSON.stringify(await mongo.collection('second_factors').findOne({ 'state.accountId': person.accountId }));
  for (const text of [secret, ...recoveryCodes]) expect(stored).not.toContain(text);
});

test('an operator who came in without it invites nobody and makes no client, whatever the memberships say', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const { mongo } = identity.service.chassis;
  const platform = mongo.collection<{ _id: string }>('organisations');
  await platform.updateOne({ _id: 'platform' }, { $set: { [`state.members.${person.accountId}`]: 'operator' } });
  expect((await call('GET /v1/me', { token: person.accessToken })).body['roles']).toContain('operator');
  const answers = [
    await invite(person, { email: unexempt(), role: 'auditor' }),
    await call('POST /v1/clients', { token: person.accessToken, body: { name: 'X', scopes: [] } }),
    await call('GET /v1/invitations', { token: person.accessToken }),
    await call('GET /v1/decisions', { token: person.accessToken }),
    await call('GET /v1/organisations/platform/members', { token: person.accessToken }),
    await call(`POST /v1/accounts/${operator.accountId}/block`, { token: person.accessToken, body: { reason: 'Coba saja' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(403));
  await platform.updateOne({ _id: 'platform' }, { $set: { [`state.members.${person.accountId}`]: 'auditor' } });
});

test('a role of staff that comes while one is signed in stays out of that session’s tokens', async () => {
  const person = await join(unexempt());
  const invited = await invite(operator, { email: person.email, role: 'auditor' });
  const code = await staff(() => identity).codeFor(invited);
  const accepted = await call('POST /v1/invitations/acceptance', { token: person.accessToken, body: { code } });
  expect(accepted.status).toBe(200);
  expect(claimsOf(accepted).roles).toEqual(['buyer']);
  expect(claimsOf(await refresh(person.refreshToken)).roles).toEqual(['buyer']);
});

test('a lost second factor is removed by two other operators, a day later, and every session with it', async () => {
  const second = await enter(operator, 'operator');
  const holder = await enter(operator, 'auditor', unexempt());
  const { secret } = await enrol(holder);
  const entered = await signIn(holder.email, codeOf(secret));
  const path = `/v1/accounts/${holder.accountId}/second-factor-removal`;
  const reason = { reason: 'Telepon hilang' };
  const early = await call(`POST ${path}/approval`, { token: second.accessToken });
  expect([early.status, early.body['code']]).toEqual([409, 'removal-not-requested']);
  const own = await call(`POST /v1/accounts/${operator.accountId}/second-factor-removal`, { token: operator.accessToken, body: reason });
  expect([own.status, own.body['code']]).toEqual([403, 'own-case']);
  const none = await call(`POST /v1/accounts/${second.accountId}/second-factor-removal`, { token: operator.accessToken, body: reason });
  expect([none.status, none.body['code']]).toEqual([409, 'second-factor-absent']);
  const asked = await call(`POST ${path}`, { token: operator.accessToken, body: reason });
  expect([asked.status, asked.body['status']]).toEqual([200, 'requested']);
  await told(holder, 'second_factor_removal_requested');
  expect((await call(`POST ${path}/approval`, { token: operator.accessToken })).body['code']).toBe('own-case');
  const approved = await call(`POST ${path}/approval`, { token: second.accessToken });
  expect(Date.parse(String(approved.body['effectiveAt'])) - Date.now()).toBeGreaterThan(86_000_000);
  expect((await call('GET /v1/me', { token: String(entered.body['accessToken']) })).status).toBe(200);
  const factors = identity.service.chassis.mongo.collection<{ _id: string }>('second_factors');
  const past = new Date(Date.now() - 1_000);
  await factors.updateOne(
    { _id: holder.accountId.replace('acc_', 'sfa_') },
    { $set: { 'state.removal.dueAt': past, removalDueAt: past }, ...byAnother },
  );
  await eventually('its sessions are closed', async () => {
    const answer = await call('GET /v1/me', { token: String(entered.body['accessToken']) });
    return answer.status === 401;
  });
  expect((await refresh(String(entered.body['refreshToken']))).status).toBe(401);
  await eventually('it is gone', async () => claimsOf(await signIn(holder.email)).confirmedAt !== undefined);
  const decided = await identity.service.chassis.mongo.records('decisions').find({ subjectId: holder.accountId }).sort({ at: 1 }).toArray();
  expect(decided.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['second_factor_removal_requested', operator.accountId],
    ['second_factor_removal_approved', second.accountId],
  ]);
});

const resetCode = async (email: string): Promise<string> => {
  const seen = identity.captured.of('account.code-requested.v1').length;
  expect((await call('POST /v1/password-resets', { body: { email } })).status).toBe(202);
  return eventually('the code of the reset', async () => {
    for (const { data } of identity.captured.of('account.code-requested.v1').slice(seen)) {
      const mail = await readCode(String(data['codeId']));
      if (mail.body['email'] === email) return String(mail.body['code']);
    }
    return undefined;
  });
};

test('a reset of the password is no way around it: the new password alone gives a buyer, a wrong code nothing', async () => {
  const person = await enter(operator, 'auditor', unexempt());
  const { secret } = await enrol(person);
  const next = 'kata-sandi-baru-2026';
  const reset = await call('POST /v1/password-resets/confirmation', { body: { code: await resetCode(person.email), password: next } });
  expect([reset.status, reset.body]).toEqual([204, {}]);
  const alone = await signIn(person.email, undefined, next);
  expect([claimsOf(alone).roles, claimsOf(alone).confirmedAt]).toEqual([['buyer'], undefined]);
  const other = codeOf(secret, 7);
  expect((await signIn(person.email, other, next)).status).toBe(401);
  expect(claimsOf(await signIn(person.email, codeOf(secret), next)).roles).toEqual(['buyer', 'auditor']);
});

test('a session from the verification of an address stays a buyer’s, whatever its account becomes', async () => {
  const person = await join(unexempt());
  const { mongo } = identity.service.chassis;
  const platform = mongo.collection<{ _id: string }>('organisations');
  const member = `state.members.${person.accountId}`;
  await platform.updateOne({ _id: 'platform' }, { $set: { [member]: 'auditor' }, $push: { memberIds: person.accountId } as object });
  expect((await call('GET /v1/me', { token: person.accessToken })).body['roles']).toContain('auditor');
  expect(claimsOf(await refresh(person.refreshToken)).roles).toEqual(['buyer']);
});
