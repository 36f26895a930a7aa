import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { mailsTo, newBuyer, operatorToken, signIn } from './support/people.ts';
import { applicationAt, approveListing, draftListing, newSeller, onSale, verify } from './support/selling.ts';

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

test('a suspended seller leaves sale within seconds, fulfils what is paid, and comes back when its curator says so', async () => {
  const seller = await newSeller('dinas-pertanian');
  const listing = await onSale(seller, 'dinas-pertanian');
  const curator = await signIn('curator-dinas-pertanian@wadah.test');
  const buyer = await newBuyer();
  const { cartId } = await must('POST /v1/carts', { token: buyer.token });
  const line = `PUT /v1/carts/${cartId}/lines/${listing.variants[0].variantId}`;
  await eventually(
    'the variant to be on sale',
    async () => (await call(line, { token: buyer.token, body: { quantity: 1 } })).status === 200,
  );

  const suspend = () => call(`POST /v1/sellers/${seller.sellerId}/suspension`, { token: curator, body: { reason: 'Aduan pembeli' } });
  expect((await suspend()).body.status).toBe('suspended');
  expect((await suspend()).status).toBe(200);
  await eventually('the listing to leave sale', async () => (await call(`GET /v1/listings/${listing.listingId}`)).status === 404, 5_000);
  await eventually('the shop to leave the list', async () => (await call(`GET /v1/sellers/${seller.sellerId}`)).status === 404, 5_000);
  const order = await eventually('the order to be refused', async () => {
    const answer = await call(`POST /v1/carts/${cartId}/quote`, { token: buyer.token, body: { shippingAddress: seller.address } });
    return answer.status === 409 || answer.body.changes?.some(({ change }: { change: string }) => change === 'not_on_sale')
      ? answer
      : undefined;
  });
  expect(order).toBeDefined();
  await eventually('a price change to be refused', async () => {
    const path = `PUT /v1/listings/${listing.listingId}/variants/${listing.variants[0].variantId}/price`;
    return (await call(path, { token: seller.token, body: { priceRupiah: 21_000 } })).body.code === 'seller-suspended';
  });

  await must(`POST /v1/sellers/${seller.sellerId}/reinstatement`, { token: curator, body: { reason: 'Selesai' } });
  await eventually('the listing to be back', async () => (await call(`GET /v1/listings/${listing.listingId}`)).status === 200, 5_000);
});

test('what an operator suspended only an operator brings back', async () => {
  const seller = await newSeller('dinas-pertanian');
  const [operator, curator] = [await operatorToken(), await signIn('curator-dinas-pertanian@wadah.test')];
  await must(`POST /v1/sellers/${seller.sellerId}/suspension`, { token: operator, body: { reason: 'Penipuan' } });
  const lift = (token: string) => call(`POST /v1/sellers/${seller.sellerId}/reinstatement`, { token, body: { reason: 'Selesai' } });
  expect((await lift(curator)).body).toMatchObject({ status: 403, code: 'operator-suspension' });
  expect((await lift(operator)).body.status).toBe('verified');
});

test('a listing goes from draft to sale through the curator of its category, and is edited only outside it', async () => {
  const seller = await newSeller('dinas-pertanian');
  const draft = await draftListing(seller);
  expect(draft.status).toBe('draft');
  expect((await call(`GET /v1/listings/${draft.listingId}`)).status).toBe(404);
  const path = `/v1/listings/${draft.listingId}`;
  const edit = (title: string) => call(`PATCH ${path}`, { token: seller.token, body: { title } });
  expect((await edit('Madu Uji Baru')).body.title).toBe('Madu Uji Baru');
  for (const _ of ['first', 'again'])
    expect((await call(`POST ${path}/submission`, { token: seller.token })).body.status).toBe('submitted');
  expect((await edit('Lain')).body.code).toBe('listing-not-editable');
  const wrong = await signIn('curator-dinas-pariwisata@wadah.test');
  expect((await call(`GET /v1/curation/listings/${draft.listingId}`, { token: wrong })).status).toBe(404);
  await approveListing(draft.listingId, 'dinas-pertanian');
  await eventually('the listing on sale', async () => (await call(`GET ${path}`)).status === 200);
  expect((await call(`DELETE ${path}`, { token: seller.token })).body.code).toBe('listing-state');
  expect((await call(`POST ${path}/withdrawal`, { token: seller.token })).body.status).toBe('unpublished');
  await eventually('the listing off sale', async () => (await call(`GET ${path}`)).status === 404, 5_000);
  expect((await edit('Madu Uji Kedua')).status).toBe(200);
});

test('a draft is deleted, also again, and its number is free', async () => {
  const seller = await newSeller('dinas-pertanian');
  const draft = await draftListing(seller);
  for (const _ of ['first', 'again'])
    expect((await call(`DELETE /v1/listings/${draft.listingId}`, { token: seller.token })).status).toBe(204);
  expect((await draftListing(seller, draft.variants[0].sku)).variants[0].sku).toBe(draft.variants[0].sku);
  expect((await call('POST /v1/listings', { token: seller.token, body: { ...seller.listing, variants: [{ ...seller.listing.variants[0], sku: draft.variants[0].sku }] } })).body.code).toBe('sku-taken'); // prettier-ignore
});

test.each(['Madu\nBcc: x@y.z', 'Madu \u202euduM', '\u0000\u0000\u0000', '  '])('a listing named %j is refused', async (title) => {
  const seller = await newSeller('dinas-pertanian');
  await draftListing(seller);
  const answer = await call('POST /v1/listings', { token: seller.token, body: { ...seller.listing, title } });
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'body.title']);
});
