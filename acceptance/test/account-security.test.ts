import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { confirmed, invited, mailed, mailsTo, newBuyer, operatorToken, password, secretTo, signIn, unconfirmed } from './support/people.ts';
import { oneTimePassword } from './support/second-factor.ts';

const freshAddress = (domain = 'wadah.test') => `orang-${crypto.randomUUID()}@${domain}`;
const newPassword = 'sandi-baru-2026';

const open = (email: string, secret = password, otp?: string) =>
  call('POST /v1/sessions', { body: { email, password: secret, ...(otp === undefined ? {} : { otp }) } });
const renew = (refreshToken: string) => call('POST /v1/sessions/refresh', { body: { refreshToken } });
const refused = (token: string) =>
  eventually('the token to be refused', async () => (await call('GET /v1/me', { token })).status === 401, 2_000);
const reset = (code: string, secret = newPassword) => call('POST /v1/password-resets/confirmation', { body: { code, password: secret } });

test('a forgotten password: the mail’s code works once and closes every session, and a stranger is answered alike', async () => {
  const { email } = await newBuyer();
  const session = (await open(email)).body;
  const asked = await call('POST /v1/password-resets', { body: { email } });
  const stranger = await call('POST /v1/password-resets', { body: { email: freshAddress() } });
  expect([asked.status, asked.body]).toEqual([202, stranger.body]);
  expect(stranger.status).toBe(202);
  const code = await secretTo(email, 'Atur ulang');
  expect((await reset(code, 'pendek')).status).toBe(400);
  expect((await reset(code)).status).toBe(204);
  expect(await reset(code)).toMatchObject({ status: 422, body: { code: 'code-invalid' } });
  await refused(session.accessToken);
  expect((await renew(session.refreshToken)).status).toBe(401);
  expect((await open(email)).status).toBe(401);
  expect((await open(email, newPassword)).status).toBe(201);
  await mailed(email, 'Kata sandi Wadah Anda diatur ulang');
});

test.each<[string, string, object]>([
  ['a new password', 'POST /v1/me/password', { newPassword }],
  ['a new address', 'POST /v1/me/email', { email: freshAddress() }],
  ['a second factor', 'POST /v1/me/second-factor', { password }],
])('%s needs the password again', async (_what, operation, body) => {
  const { email } = await newBuyer();
  const token = await unconfirmed(email);
  expect(await call(operation, { token, body })).toMatchObject({ status: 403, body: { code: 'confirmation-required' } });
  expect((await call(operation, { token: await confirmed(token), body })).status).toBeLessThan(300);
});

test('a wrong password confirms nothing', async () => {
  const { token } = await newBuyer();
  const wrong = await call('POST /v1/sessions/current/confirmation', { token, body: { password: 'salah-salah-salah' } });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'credentials-invalid']);
});

test('a new password closes the other sessions, keeps the own one, and is told by mail', async () => {
  const { email } = await newBuyer();
  const [own, other] = [(await open(email)).body, (await open(email)).body];
  const token = await confirmed(own.accessToken);
  expect((await call('POST /v1/me/password', { token, body: { newPassword } })).status).toBe(204);
  await refused(other.accessToken);
  expect((await renew(other.refreshToken)).status).toBe(401);
  expect((await renew(own.refreshToken)).status).toBe(200);
  expect([(await open(email)).status, (await open(email, newPassword)).status]).toEqual([401, 201]);
  await mailed(email, 'Kata sandi Wadah Anda diganti');
});

test('a new address is proven there; the old one takes it back within a week, and then only a reset opens the account', async () => {
  const { email } = await newBuyer();
  const thief = freshAddress();
  const token = await confirmed(await signIn(email));
  expect((await call('POST /v1/me/email', { token, body: { email: thief } })).status).toBe(202);
  const { text } = await mailed(thief, 'Kode untuk alamat surel baru');
  const code = /\b(\d{6})\b/.exec(text)?.[1] ?? '';
  const wrong = code === '000000' ? '000001' : '000000';
  const confirm = (each: string) => call('POST /v1/me/email/confirmation', { token, body: { code: each } });
  expect((await confirm(wrong)).body.code).toBe('code-invalid');
  expect((await confirm(code)).body).toMatchObject({ email: thief });
  expect([(await open(email)).status, (await open(thief)).status]).toEqual([401, 201]);

  const wayBack = await secretTo(email, 'Alamat surel akun Wadah Anda diganti');
  const restore = () => call('POST /v1/email-reversals', { body: { code: wayBack } });
  expect((await restore()).status).toBe(204);
  expect((await restore()).status).toBe(422);
  await refused(token);
  expect([(await open(email)).status, (await open(thief)).status]).toEqual([401, 401]);
  expect((await reset(await secretTo(email, 'Atur ulang'))).status).toBe(204);
  expect((await must('GET /v1/me', { token: (await open(email, newPassword)).body.accessToken })).email).toBe(email);
});

test('an address that has an account is no news to who asks for it, and no code makes it theirs', async () => {
  const [{ token }, taken] = [await newBuyer(), await newBuyer()];
  expect((await call('POST /v1/me/email', { token: await confirmed(token), body: { email: taken.email } })).status).toBe(202);
  await mailed(taken.email, 'sudah terdaftar');
  const guess = await call('POST /v1/me/email/confirmation', { token: await confirmed(token), body: { code: '123456' } });
  expect([guess.status, guess.body.code]).toEqual([422, 'code-invalid']);
});

test('an old refresh token that comes again closes its session, and the owner is told', async () => {
  const { email } = await newBuyer();
  const first = (await open(email)).body;
  const second = (await renew(first.refreshToken)).body;
  const third = (await renew(second.refreshToken)).body;
  expect((await renew(first.refreshToken)).status).toBe(401);
  await refused(third.accessToken);
  await mailed(email, 'Sebuah sesi akun Wadah Anda kami tutup');
});

/** A curator whose address no configuration exempts from the second factor. */
const newCurator = async (): Promise<string> => {
  const { agencyId } = (await must('GET /v1/agencies?limit=100')).items.find(({ code }: any) => code === 'dinas-pertanian');
  const email = freshAddress('pemprov.example');
  await invited(await operatorToken(), { role: 'curator', organisationId: agencyId, email });
  return email;
};

const rolesOf = async (token: string): Promise<readonly string[]> => (await must('GET /v1/me', { token })).roles;
const queueOf = async (token: string) => (await call('GET /v1/curation/listings', { token })).status;

test('a curator is a buyer until the second factor is shown; a code works once, and so does each recovery code', async () => {
  const email = await newCurator();
  const before = await signIn(email);
  expect(await queueOf(before)).toBe(403);
  const { secret, otpauthUri } = await must('POST /v1/me/second-factor', { token: await confirmed(before), body: { password } });
  expect(otpauthUri).toContain(`secret=${secret}`);
  const confirm = (otp: string) => call('POST /v1/me/second-factor/confirmation', { token: before, body: { otp } });
  const used = oneTimePassword(secret);
  expect((await confirm(used.replace(/^./, (digit) => String((Number(digit) + 1) % 10)))).body.code).toBe('code-invalid');
  const { recoveryCodes } = (await confirm(used)).body;
  await mailed(email, 'kini memakai faktor kedua');

  const without = (await open(email)).body.accessToken;
  expect(await queueOf(without)).toBe(403);
  expect((await call('POST /v1/sessions/current/confirmation', { token: without, body: { password } })).status).toBe(401);
  expect(await open(email, password, used)).toMatchObject({ status: 401, body: { code: 'credentials-invalid' } });
  const entered = (await open(email, password, oneTimePassword(secret, Date.now() + 30_000))).body.accessToken;
  expect(await rolesOf(entered)).toContain('curator');
  expect(await queueOf(entered)).toBe(200);

  const [recovery] = recoveryCodes;
  expect(await queueOf((await open(email, password, recovery)).body.accessToken)).toBe(200);
  expect((await open(email, password, recovery)).status).toBe(401);
  await mailed(email, 'Kode pemulihan');
});

test('nothing walks around the second factor: not a renewed session, not a reset password', async () => {
  const email = await newCurator();
  const { secret } = await must('POST /v1/me/second-factor', { token: await confirmed(await signIn(email)), body: { password } });
  const token = await signIn(email);
  await must('POST /v1/me/second-factor/confirmation', { token, body: { otp: oneTimePassword(secret) } });
  expect(await queueOf(await unconfirmed(email))).toBe(403);
  await must('POST /v1/password-resets', { body: { email } });
  expect((await reset(await secretTo(email, 'Atur ulang'))).status).toBe(204);
  const entered = (await open(email, newPassword)).body.accessToken;
  expect([await rolesOf(entered), await queueOf(entered)]).toEqual([expect.arrayContaining(['buyer']), 403]);
  expect((await mailsTo(email)).map(({ text }) => text).join('')).not.toContain(secret);
});
