import { call, must } from './support/http.ts';
import { newBuyer, operatorToken, sellerOf, type Seller } from './support/people.ts';
import { cartWith, variantOf } from './support/shopping.ts';

let buyer: string;
let seller: Seller;

beforeAll(async () => {
  [buyer, seller] = [(await newBuyer()).token, await sellerOf('seller-01@wadah.test')];
});

const sugar = () => ({ sellerId: seller.sellerId, sku: 'GULA-SEMUT-250G' });

test('an unknown query parameter is refused with its path', async () => {
  const answer = await call('GET /v1/listings?colour=red');
  expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
  expect(answer.body.errors).toEqual([expect.objectContaining({ path: expect.stringContaining('colour'), code: 'unknown-field' })]);
});

test('a problem names its type, title, status, detail and code', async () => {
  const { body } = await call('GET /v1/orders/ord_0198c5a0-0000-7000-8000-000000000000', { token: buyer });
  expect(body).toMatchObject({ title: expect.any(String), status: 404, detail: expect.any(String), code: 'order-not-found' });
});

test('an answer carries the limits, security headers and nothing of the machinery', async () => {
  const { headers } = await call('GET /v1/listings');
  expect([...headers.keys()]).toEqual(
    expect.arrayContaining(['ratelimit', 'ratelimit-policy', 'x-content-type-options', 'x-correlation-id']),
  );
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('a creation answers where the thing is, and the thing is there', async () => {
  const created = await call('POST /v1/carts', { token: buyer });
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe(`/v1/carts/${created.body.cartId}`);
  expect((await call(`GET ${created.headers.get('location')}`, { token: buyer })).status).toBe(200);
});

test('a deletion answers 204 without a body, also again', async () => {
  const cartId = await cartWith(buyer, [{ ...sugar(), quantity: 1 }]);
  const { variantId } = await variantOf(sugar());
  for (const answer of [1, 2].map(() => () => call(`DELETE /v1/carts/${cartId}/lines/${variantId}`, { token: buyer })))
    expect(await answer()).toMatchObject({ status: 204, body: '' });
});

test('a read has an ETag, and a write under an older one is refused', async () => {
  const read = await call(`GET /v1/sellers/${seller.sellerId}`, { token: seller.token });
  const etag = read.headers.get('etag') ?? '';
  expect(etag).not.toBe('');
  const change = (story: string) =>
    call(`PATCH /v1/sellers/${seller.sellerId}`, { token: seller.token, headers: { 'if-match': etag }, body: { story } });
  expect((await change(`Cerita ${crypto.randomUUID()}`)).status).toBe(200);
  expect(await change('Terlambat')).toMatchObject({ status: 412, body: { status: 412 } });
});

test('an unchanged thing is answered 304 to who has it', async () => {
  const { listingId } = await variantOf(sugar());
  const etag = (await call(`GET /v1/listings/${listingId}`)).headers.get('etag') ?? '';
  expect((await call(`GET /v1/listings/${listingId}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('a wrong method is 405 with the right ones, and another media type 415', async () => {
  const wrong = await call('PUT /v1/orders', { token: buyer, body: {} });
  expect([wrong.status, wrong.body.code]).toEqual([405, 'method-not-allowed']);
  expect(wrong.headers.get('allow')).toContain('POST');
  const text = await call('POST /v1/sessions', { raw: 'email=a', headers: { 'content-type': 'text/plain' } });
  expect([text.status, text.body.code]).toEqual([415, 'unsupported-media-type']);
});

test('too small a role is forbidden where no object is named, and what belongs to others does not exist', async () => {
  expect((await call('GET /v1/ledger/trial-balance', { token: buyer })).status).toBe(403);
  expect((await call(`GET /v1/sellers/${seller.sellerId}/balance`, { token: buyer })).status).toBe(404);
  expect((await call(`GET /v1/sellers/${seller.sellerId}/application`, { token: buyer })).status).toBe(404);
  expect((await call(`GET /v1/sellers/${seller.sellerId}/balance`, { token: await operatorToken() })).status).toBe(200);
});

test('a token in the URL or in a cookie is none', async () => {
  expect((await call(`GET /v1/me?access_token=${buyer}`)).status).not.toBe(200);
  expect((await call('GET /v1/me', { headers: { cookie: `accessToken=${buyer}` } })).status).toBe(401);
});

test('regions, agencies and categories are open to everyone', async () => {
  expect((await must('GET /v1/regions')).items).toHaveLength(8);
  expect((await must('GET /v1/agencies')).items.length).toBeGreaterThan(4);
  expect((await must('GET /v1/categories?limit=100')).items.length).toBeGreaterThan(30);
});
