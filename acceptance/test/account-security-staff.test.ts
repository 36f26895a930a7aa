import { clockAhead, DAY_MS, HOUR_MS, MINUTE_MS } from './support/clock.ts';
import { eventually } from './support/eventually.ts';
import { call, callAt, gatewayUrl, must } from './support/http.ts';
import { confirmed, invited, mailed, newBuyer, operatorToken, password, secretTo, signIn, type Buyer } from './support/people.ts';
import { otherOperator } from './support/operators.ts';
import { oneTimePassword } from './support/second-factor.ts';
import { newSeller, type NewSeller } from './support/selling.ts';

let seller: NewSeller;
let owner: string;
let operator: string;

beforeAll(async () => {
  seller = await newSeller('dinas-pertanian');
  [owner, operator] = [await confirmed(seller.token), await operatorToken()];
});
afterAll(() => clockAhead(0));

/** Of another session, another role or another answer: what was open is closed within a second. */
const closed = (what: string, operation: string, token: string) =>
  eventually(what, async () => ![200, 503].includes((await call(operation, { token })).status), 2_000);

const accountOf = async ({ email }: Pick<Buyer, 'email'>): Promise<string> => {
  const { items } = await must(`GET /v1/accounts?email=${encodeURIComponent(email)}`, { token: operator });
  return items[0].accountId;
};

const onAccount = (accountId: string, name: string, token: string, body?: object) =>
  call(`POST /v1/accounts/${accountId}/${name}`, { token, ...(body === undefined ? {} : { body }) });
const because = { reason: 'Laporan penipuan dalam uji' };

test('a blocked account is refused within a second, by every door, until an operator opens it again; each step is recorded', async () => {
  const buyer = await newBuyer();
  const session = await must('POST /v1/sessions', { body: { email: buyer.email, password } });
  const accountId = await accountOf(buyer);
  for (const _ of ['first', 'again']) expect((await onAccount(accountId, 'block', operator, because)).body.status).toBe('blocked');
  for (const operation of ['GET /v1/me', 'GET /v1/orders', 'GET /v1/notifications']) await closed(operation, operation, buyer.token);
  expect((await call('POST /v1/sessions', { body: { email: buyer.email, password } })).status).toBe(401);
  expect((await call('POST /v1/sessions/refresh', { body: { refreshToken: session.refreshToken } })).status).toBe(401);
  await mailed(buyer.email, 'diblokir');

  expect((await onAccount(accountId, 'reinstatement', operator, { reason: 'Laporan keliru' })).body.status).toBe('active');
  expect((await call('GET /v1/orders', { token: await signIn(buyer.email) })).status).toBe(200);
  const { items } = await must(`GET /v1/decisions?subjectId=${accountId}`, { token: operator });
  expect(items.map(({ reason }: { reason: string }) => reason)).toEqual(expect.arrayContaining([because.reason, 'Laporan keliru']));
  expect(JSON.stringify(items)).not.toContain(buyer.email);
  expect(items.every(({ actorRole, at }: any) => actorRole === 'operator' && typeof at === 'string')).toBe(true);
});

test('nobody blocks themselves, a last owner, or anyone without being an operator', async () => {
  const [own, theirs] = [await accountOf({ email: 'operator@wadah.test' }), await accountOf(seller)];
  expect((await onAccount(own, 'block', operator, because)).body.code).toBe('own-case');
  expect((await onAccount(theirs, 'block', operator, because)).body.code).toBe('last-owner');
  expect((await onAccount(own, 'block', owner, because)).status).toBe(403);
  expect((await call('GET /v1/sellers', { token: owner })).status).toBe(200);
});

test('who is removed from a seller is refused within a second; the last owner stays until there is another', async () => {
  const staff = await invited(owner, { role: 'seller_staff', organisationId: seller.sellerId });
  const token = await signIn(staff.email);
  const sales = `GET /v1/seller-orders?sellerId=${seller.sellerId}`;
  expect((await call(sales, { token })).status).toBe(200);
  const members = `/v1/organisations/${seller.sellerId}/members`;
  const { items } = await must(`GET ${members}`, { token: owner });
  const idOf = (email: string) => items.find((item: any) => item.email === email).accountId as string;
  const [ownerId, staffId] = [idOf(seller.email), idOf(staff.email)];
  expect((await call(`DELETE ${members}/${ownerId}`, { token: owner })).body.code).toBe('last-owner');
  expect((await call(`PUT ${members}/${ownerId}`, { token: owner, body: { role: 'seller_staff' } })).body.code).toBe('last-owner');
  for (const _ of ['first', 'again']) expect((await call(`DELETE ${members}/${staffId}`, { token: owner })).status).toBe(204);
  await closed('the sales to be closed', sales, token);
  expect((await must('GET /v1/me', { token: await signIn(staff.email) })).memberships).toEqual([]);
  await mailed(staff.email, 'Anda tidak lagi termasuk');
  await mailed(seller.email, 'Seseorang keluar dari toko Anda');
});

test('an owner hands a seller over to another and leaves', async () => {
  const [first, second] = [await newSeller('dinas-pertanian'), await newBuyer()];
  const token = await confirmed(first.token);
  const members = `/v1/organisations/${first.sellerId}/members`;
  const heir = await invited(token, { role: 'seller_staff', organisationId: first.sellerId });
  const { items } = await must(`GET ${members}`, { token });
  const idOf = (email: string) => items.find((item: any) => item.email === email).accountId as string;
  const raised = await call(`PUT ${members}/${idOf(heir.email)}`, { token, body: { role: 'seller_owner' } });
  expect(raised.body.role).toBe('seller_owner');
  expect((await call(`DELETE ${members}/${idOf(first.email)}`, { token })).status).toBe(204);
  const inHand = await signIn(heir.email);
  expect((await call(`GET /v1/sellers/${first.sellerId}/balance`, { token: inHand })).status).toBe(200);
  expect((await call(`GET ${members}`, { token: second.token })).status).toBe(404);
});

const inviteStaff = async (email: string): Promise<string> =>
  (
    await must('POST /v1/invitations', {
      token: await confirmed(owner),
      body: { email, role: 'seller_staff', organisationId: seller.sellerId },
    })
  ).invitationId;

const statusOf = async (invitationId: string, token = owner): Promise<string> => {
  const { items } = await must(`GET /v1/invitations?organisationId=${seller.sellerId}`, { token });
  return items.find((item: any) => item.invitationId === invitationId).status;
};

const accept = (code: string) => call('POST /v1/invitations/acceptance', { body: { code, password, name: 'Tamu Uji' } });

test('an invitation stands in its organisation’s list, is withdrawn, and opens nothing any more', async () => {
  const email = `tamu-${crypto.randomUUID()}@wadah.test`;
  const invitationId = await inviteStaff(email);
  expect(await statusOf(invitationId)).toBe('open');
  const code = await secretTo(email, 'Undangan');
  const withdraw = (token: string) => call(`DELETE /v1/invitations/${invitationId}`, { token });
  expect((await withdraw((await newBuyer()).token)).status).toBe(404);
  for (const _ of ['first', 'again']) expect((await withdraw(owner)).status).toBe(204);
  expect(await statusOf(invitationId)).toBe('withdrawn');
  expect((await accept(code)).body.code).toBe('code-invalid');
});

const grant = (clientId: string, clientSecret: string) =>
  callAt(gatewayUrl(), 'POST /oauth/token', {
    raw: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('a client’s secret is replaced at once, the owners are told, and a closed client is refused within a second', async () => {
  const body = { name: 'Uji Rahasia', scopes: ['seller-orders:read'], organisationId: seller.sellerId };
  const { clientId, clientSecret } = await must('POST /v1/clients', { token: owner, body });
  const { access_token: token } = (await grant(clientId, clientSecret)).body;
  const sales = `GET /v1/seller-orders?sellerId=${seller.sellerId}`;
  expect((await call(sales, { token })).status).toBe(200);
  const renewed = await must(`POST /v1/clients/${clientId}/secret`, { token: owner });
  expect(await grant(clientId, clientSecret)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  expect((await grant(clientId, renewed.clientSecret)).status).toBe(200);
  await mailed(seller.email, 'Sebuah aplikasi', 2);
  for (const _ of ['first', 'again']) expect((await call(`DELETE /v1/clients/${clientId}`, { token: owner })).status).toBe(204);
  await closed('the client to be closed', sales, token);
  expect((await grant(clientId, renewed.clientSecret)).status).toBe(401);
});

test('an invitation that nobody takes is over after a week', async () => {
  const email = `tamu-${crypto.randomUUID()}@wadah.test`;
  const invitationId = await inviteStaff(email);
  const code = await secretTo(email, 'Undangan');
  clockAhead(7 * DAY_MS + MINUTE_MS);
  expect((await accept(code)).body.code).toBe('code-invalid');
  expect(await statusOf(invitationId, await signIn(seller.email))).toBe('over');
  clockAhead(0);
});

test('a lost second factor goes by two operators, after a day of which its holder is told at once', async () => {
  const auditor = await invited(operator, { role: 'auditor' });
  const { secret } = await must('POST /v1/me/second-factor', { token: await confirmed(await signIn(auditor.email)), body: { password } });
  const token = await confirmed(await signIn(auditor.email));
  await must('POST /v1/me/second-factor/confirmation', { token, body: { otp: oneTimePassword(secret) } });
  const accountId = await accountOf(auditor);
  const remove = (by: string) => onAccount(accountId, 'second-factor-removal', by, { reason: 'Telepon hilang' });
  const approve = (by: string) => onAccount(accountId, 'second-factor-removal/approval', by);
  expect((await approve(operator)).body.code).toBe('removal-not-requested');
  expect((await remove(operator)).body.status).toBe('requested');
  await mailed(auditor.email, 'diminta dihapus');
  expect((await approve(operator)).body.code).toBe('own-case');
  const other = await otherOperator(operator);
  expect((await approve(other.token)).body).toMatchObject({ status: 'approved' });
  await other.leaves();

  const opens = () => call('POST /v1/sessions/current/confirmation', { token, body: { password } });
  expect((await opens()).status).toBe(401);
  clockAhead(24 * HOUR_MS + MINUTE_MS);
  await mailed(auditor.email, 'Faktor kedua akun Wadah Anda dihapus');
  const entered = await signIn(auditor.email);
  expect((await call('POST /v1/sessions/current/confirmation', { token: entered, body: { password } })).status).toBe(200);
  clockAhead(0);
});
