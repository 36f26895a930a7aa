import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { mailsTo, newBuyer, operatorToken, signIn } from './support/people.ts';
import { applicationAt, verify } from './support/selling.ts';

test('an application is answered with its place, its numbers masked, and is seen by nobody else', async () => {
  const buyer = await newBuyer('Siti Rahma');
  const body = await applicationAt('dinas-pertanian');
  const made = await call('POST /v1/sellers', { token: buyer.token, body });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ status: 'applied', level: 'L0' });
  expect(made.headers.get('location')).toBe(`/v1/sellers/${made.body.sellerId}/application`);
  const again = await call('POST /v1/sellers', { token: buyer.token, body });
  expect([again.status, again.body.code]).toEqual([409, 'application-open']);
  const curator = await signIn('curator-dinas-pertanian@wadah.test');
  const read = await call(`GET /v1/sellers/${made.body.sellerId}/application`, { token: curator });
  expect(JSON.stringify(read.body)).not.toContain(body.owner.nik);
  expect((await call(`GET /v1/sellers/${made.body.sellerId}`)).status).toBe(404);
});

test.each([
  ['a NIK of fifteen digits', { owner: { name: 'Siti', nik: '360216140378990' } }],
  ['a NIK of no day', { owner: { name: 'Siti', nik: '3602163213789901' } }],
  ['a region outside Banten', { regency: '32.73' }],
  ['a region that Banten does not have', { regency: '36.99' }],
  ['a name with a line break', { name: 'Toko\nBcc: x@y.z' }],
  ['a phone of letters', { phone: 'delapan' }],
  ['an unknown bank', { bankAccount: { bank: 'bank_sentral', number: '0009120417', holder: 'X' } }],
])('an application with %s is refused', async (_what, fault) => {
  const { token } = await newBuyer();
  const answer = await call('POST /v1/sellers', { token, body: { ...(await applicationAt('dinas-pertanian')), ...fault } });
  expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
  expect(answer.body.errors.length).toBeGreaterThan(0);
});

test('only a curator of the seller’s own agency decides, once, and about what was read', async () => {
  const owner = await newBuyer('Calon Penjual');
  const { sellerId } = await must('POST /v1/sellers', { token: owner.token, body: await applicationAt('dinas-pertanian') });
  const [right, wrong, operator] = [
    await signIn('curator-dinas-pertanian@wadah.test'),
    await signIn('curator-disperindag@wadah.test'),
    await operatorToken(),
  ];
  const decide = (token: string, headers: Record<string, string> = {}) =>
    call(`POST /v1/sellers/${sellerId}/verification`, { token, headers, body: { decision: 'approve', level: 'L1', note: 'Sesuai.' } });
  const etag = (await call(`GET /v1/sellers/${sellerId}/application`, { token: right })).headers.get('etag') ?? '';
  expect((await decide(right)).status).toBe(428);
  expect((await decide(right, { 'if-match': '"999"' })).status).toBe(412);
  for (const token of [wrong, owner.token, operator]) expect([403, 404]).toContain((await decide(token, { 'if-match': etag })).status);
  expect((await call(`GET /v1/sellers/${sellerId}/application`, { token: wrong })).status).toBe(404);
  expect((await decide(right, { 'if-match': etag })).body).toMatchObject({ status: 'verified', level: 'L1' });
  const fresh = (await call(`GET /v1/sellers/${sellerId}/application`, { token: right })).headers.get('etag') ?? '';
  expect(await decide(right, { 'if-match': fresh })).toMatchObject({ status: 409, body: { code: 'already-decided' } });
  await eventually('a mail that the shop is verified', async () => (await mailsTo(owner.email)).length >= 2);
});

test('a returned application is told with its reasons and can be made again', async () => {
  const owner = await newBuyer('Penjual Kembali');
  const body = await applicationAt('dinas-pertanian');
  const { sellerId } = await must('POST /v1/sellers', { token: owner.token, body });
  await verify(sellerId, 'dinas-pertanian', { decision: 'return', reasons: [{ field: 'phone', reason: 'Nomor tidak aktif' }] });
  await eventually('the reason in a mail', async () => (await mailsTo(owner.email)).some(({ text }) => text.includes('Nomor tidak aktif')));
  const { accessToken } = await must('POST /v1/sessions', { body: { email: owner.email, password: 'wadah-demo-2026' } });
  expect(await must(`GET /v1/sellers/${sellerId}/application`, { token: accessToken })).toMatchObject({
    status: 'returned',
    review: { reasons: [{ field: 'phone', reason: 'Nomor tidak aktif' }] },
  });
  const again = await call(`POST /v1/sellers/${sellerId}/application`, { token: accessToken, body: { ...body, phone: '+6280000009999' } });
  expect(again).toMatchObject({ status: 200, body: { status: 'applied', applicationStatus: 'open' } });
});
