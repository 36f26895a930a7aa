import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { confirmed, mailsTo, newBuyer, operatorToken, password, signIn } from './support/people.ts';
import { newSeller } from './support/selling.ts';

const freshAddress = () => `orang-${crypto.randomUUID()}@wadah.test`;
const register = (email: string) => call('POST /v1/accounts', { body: { email, password, name: 'Orang Uji', locale: 'id' } });
const codeTo = (email: string) =>
  eventually(`the code for ${email}`, async () => /\b(\d{6})\b/.exec((await mailsTo(email)).at(-1)?.text ?? '')?.[1]);

test('registering a known address is answered like a new one, and no code fits it', async () => {
  const known = await register('buyer-01@wadah.test');
  const fresh = await register(freshAddress());
  expect([known.status, Object.keys(known.body)]).toEqual([fresh.status, Object.keys(fresh.body)]);
  const guess = await call('POST /v1/accounts/verification', { body: { registrationId: known.body.registrationId, code: '123456' } });
  expect([guess.status, guess.body.code]).toEqual([422, 'code-invalid']);
});

test('a code dies after five wrong tries', async () => {
  const email = freshAddress();
  const { registrationId } = (await register(email)).body;
  const code = await codeTo(email);
  const wrong = code === '000000' ? '000001' : '000000';
  const tryCode = (each: string) => call('POST /v1/accounts/verification', { body: { registrationId, code: each } });
  for (const _ of [1, 2, 3, 4, 5]) expect((await tryCode(wrong)).status).toBe(422);
  expect((await tryCode(code)).body.code).toBe('code-invalid');
});

test('a session that is renewed twice with the same old token is over', async () => {
  const { email } = await newBuyer();
  const renew = (refreshToken: string) => call('POST /v1/sessions/refresh', { body: { refreshToken } });
  const first = await must('POST /v1/sessions', { body: { email, password } });
  const second = (await renew(first.refreshToken)).body;
  const third = (await renew(second.refreshToken)).body;
  expect(third.refreshToken).not.toBe(second.refreshToken);
  expect(await renew(first.refreshToken)).toMatchObject({ status: 401, body: { code: 'refresh-token-invalid' } });
  expect((await renew(third.refreshToken)).status).toBe(401);
});

test('a wrong password and an unknown address are answered alike', async () => {
  const [wrong, unknown] = await Promise.all(
    ['buyer-01@wadah.test', freshAddress()].map((email) => call('POST /v1/sessions', { body: { email, password: 'salah-salah-salah' } })),
  );
  expect([wrong?.status, wrong?.body.code, wrong?.body.detail]).toEqual([401, 'credentials-invalid', unknown?.body.detail]);
  expect(unknown?.status).toBe(401);
});

test('a session that is closed answers no more, here and by its refresh token, and closing again is 204', async () => {
  const { email } = await newBuyer();
  const session = await must('POST /v1/sessions', { body: { email, password } });
  const { items } = await must('GET /v1/sessions', { token: session.accessToken });
  const own = items.find(({ current }: { current: boolean }) => current);
  const other = await signIn(email);
  for (const _ of ['first', 'again']) expect((await call(`DELETE /v1/sessions/${own.sessionId}`, { token: other })).status).toBe(204);
  await eventually('the token to be over', async () => (await call('GET /v1/me', { token: session.accessToken })).status === 401, 2_000);
  expect((await call('POST /v1/sessions/refresh', { body: { refreshToken: session.refreshToken } })).status).toBe(401);
  expect((await call('DELETE /v1/sessions/ses_0198c5a0-0000-7000-8000-000000000000', { token: other })).status).toBe(404);
});

test.each([
  ['a short password', { password: 'pendek' }],
  ['a password of a page', { password: 'x'.repeat(129) }],
  ['no address', { email: 'nobody' }],
  ['a name with a line break', { name: 'A\r\nBcc: x@y.z' }],
  ['an unknown language', { locale: 'jv' }],
  ['a role of its own', { role: 'operator' }],
])('a registration with %s is refused', async (_what, fault) => {
  const answer = await call('POST /v1/accounts', { body: { email: freshAddress(), password, name: 'Orang Uji', ...fault } });
  expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
});

test('an owner invites staff into the own seller only, and nobody is made operator by a seller', async () => {
  const seller = await newSeller('dinas-pertanian');
  const token = await confirmed(seller.token);
  const invite = (body: object) => call('POST /v1/invitations', { token, body });
  const email = freshAddress();
  const invited = await eventually('identity to know that the seller is verified', async () => {
    const answer = await invite({ email, role: 'seller_staff', organisationId: seller.sellerId });
    return answer.status === 201 ? answer : undefined;
  });
  expect(invited.body).toMatchObject({ status: 'open' });
  const { memberships } = await must('GET /v1/me', { token: await signIn('seller-02@wadah.test') });
  expect((await invite({ email, role: 'seller_staff', organisationId: memberships[0].organisationId })).status).toBe(404);
  expect((await invite({ email, role: 'operator' })).status).toBe(403);
  const code = await eventually('the invitation', async () => /\b([A-Z2-7]{32})\b/.exec((await mailsTo(email))[0]?.text ?? '')?.[1]);
  const accept = () => call('POST /v1/invitations/acceptance', { body: { code, password, name: 'Staf Uji' } });
  const accepted = await accept();
  expect(accepted.status).toBe(200);
  expect((await must('GET /v1/me', { token: accepted.body.accessToken })).memberships).toEqual([
    { organisationId: seller.sellerId, kind: 'seller', role: 'seller_staff' },
  ]);
  expect((await accept()).status).toBe(422);
  expect((await call(`GET /v1/sellers/${seller.sellerId}/balance`, { token: accepted.body.accessToken })).status).toBe(403);
});

test('an invited address that has an account is accepted by that account alone', async () => {
  const guest = await newBuyer();
  const { agencyId } = (await must('GET /v1/agencies')).items[0];
  await must('POST /v1/invitations', {
    token: await operatorToken(),
    body: { email: guest.email, role: 'curator', organisationId: agencyId },
  });
  const code = await eventually('the invitation', async () =>
    (await mailsTo(guest.email)).map(({ text }) => /\b([A-Z2-7]{32})\b/.exec(text)?.[1]).find((found) => found !== undefined),
  );
  const accept = (options: object) => call('POST /v1/invitations/acceptance', { body: { code }, ...options });
  expect(await accept({})).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  expect((await accept({ token: (await newBuyer()).token })).status).not.toBe(200);
  expect((await accept({ token: guest.token })).status).toBe(200);
});
