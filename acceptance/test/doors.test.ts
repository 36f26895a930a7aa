import { gzipSync } from 'node:zlib';
import { call, gatewayUrl, must } from './support/http.ts';
import { eventually } from './support/eventually.ts';
import { newBuyer, operatorToken, password, sellerOf, type Seller } from './support/people.ts';
import { awaitingPayment, variantOf } from './support/shopping.ts';

let buyer: { readonly email: string; readonly token: string };
let seller: Seller;
beforeAll(async () => {
  [buyer, seller] = [await newBuyer(), await sellerOf('seller-01@wadah.test')];
});

const sugar = () => ({ sellerId: seller.sellerId, sku: 'GULA-SEMUT-250G', quantity: 1 });
const post = (operation: string, body: unknown, token = buyer.token) =>
  call(operation, { token, body, headers: { 'idempotency-key': crypto.randomUUID() } });

test.each<[string, string, () => object]>([
  [
    'a registration with a role',
    'POST /v1/accounts',
    () => ({ email: `a${crypto.randomUUID()}@wadah.test`, password, name: 'A', roles: ['operator'] }),
  ],
  ['a change of one’s own roles', 'PATCH /v1/me', () => ({ name: 'A', roles: ['operator'] })],
  ['a change of one’s own memberships', 'PATCH /v1/me', () => ({ memberships: [{ organisationId: 'platform', role: 'operator' }] })],
  ['a cart that belongs to another', 'POST /v1/carts', () => ({ buyerId: 'acc_1' })],
])('%s is refused: no field is assigned that the route does not name', async (_what, operation, body) => {
  const answer = await post(operation, body());
  expect([answer.status, answer.body.code]).toEqual([400, 'validation-failed']);
  expect((await must('GET /v1/me', { token: buyer.token })).roles).toEqual(['buyer']);
});

test('a seller can’t assign itself a level, a status or an approval', async () => {
  for (const extra of [{ level: 'L3' }, { status: 'verified' }, { agencyId: 'agy_1' }])
    expect(await call(`PATCH /v1/sellers/${seller.sellerId}`, { token: seller.token, body: { story: 'Cerita', ...extra } })).toMatchObject({
      status: 400,
    });
});

test.each<[string, unknown]>([
  ['$gt', { $gt: '' }],
  ['$ne', { $ne: null }],
  ['$where', { $where: 'sleep(1000)' }],
  ['$regex', { $regex: '.*' }],
  ['an array', ['a', 'b']],
])('the operator %s in a body is no text', async (_what, value) => {
  expect(await call('POST /v1/sessions', { body: { email: value, password: value } })).toMatchObject({ status: 400 });
  expect(await post('POST /v1/orders', { cartId: value, shippingAddress: value, paymentMethod: value })).toMatchObject({ status: 400 });
});

test.each([
  'query[$regex]=.*',
  'sellerId[$ne]=x',
  'sellerId=$ne',
  'category[]=a',
  'cursor[$gt]=',
  '$where=1',
  '__proto__[a]=1',
  'limit=1&limit=2',
])('the query %s finds nothing and breaks nothing', async (query) => {
  const answer = await call(`GET /v1/listings?${query}`);
  expect(answer.status === 400 || (answer.status === 200 && answer.body.items.length === 0)).toBe(true);
});

test.each([`${'a'.repeat(50)}!`, '(a+)+$'.repeat(10), '.*.*.*.*.*.*.*x', '\\'.repeat(100), `"${'a" "'.repeat(20)}`])(
  'the search for %p costs no more than another',
  async (text) => {
    const began = performance.now();
    const answer = await call(`GET /v1/listings?query=${encodeURIComponent(text.slice(0, 100))}`);
    expect([200, 400]).toContain(answer.status);
    expect(performance.now() - began).toBeLessThan(2_000);
  },
);

test('a cursor that somebody wrote himself is refused, whatever it says', async () => {
  const { nextCursor } = await must('GET /v1/listings?limit=1');
  const [, tail = ''] = String(nextCursor).split('.');
  const forged = Buffer.from(JSON.stringify({ position: [{ $gt: '' }], _id: { $ne: null } })).toString('base64url');
  for (const cursor of [forged, `${forged}.${tail}`, `${nextCursor}A`, '', 'null', '../../etc/passwd', 'x'.repeat(3_000)])
    expect([cursor.slice(0, 20), (await call(`GET /v1/listings?limit=1&cursor=${encodeURIComponent(cursor)}`)).status]).toEqual([
      cursor.slice(0, 20),
      400,
    ]);
});

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

test.each<[string, () => string, number]>([
  ['nested a hundred levels deep', () => nested(100), 400],
  ['nested twenty thousand levels deep', () => nested(20_000), 400],
  ['of twenty thousand brackets', () => '['.repeat(20_000), 400],
  ['of half a megabyte', () => JSON.stringify({ cartId: 'x'.repeat(524_288) }), 413],
])('a body %s is refused and costs little', async (_what, raw, status) => {
  const began = performance.now();
  const answer = await call('POST /v1/orders', { token: buyer.token, raw: raw(), headers: { 'idempotency-key': crypto.randomUUID() } });
  expect(answer.status).toBe(status);
  expect(performance.now() - began).toBeLessThan(2_000);
});

const sendBytes = (headers: Record<string, string>, body: Buffer): Promise<Response> =>
  fetch(`${gatewayUrl()}/v1/sessions`, { method: 'POST', headers, body: new Uint8Array(body), signal: AbortSignal.timeout(10_000) });

test.each<[string, Record<string, string>, () => Buffer]>([
  ['a body in UTF-16', { 'content-type': 'application/json; charset=utf-16le' }, () => Buffer.from('{"email":"a"}', 'utf16le')],
  ['a compressed bomb', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, () => gzipSync(Buffer.alloc(10_000_000, ' '))],
  ['an encoding that nobody knows', { 'content-type': 'application/json', 'content-encoding': 'zip' }, () => Buffer.from('{}')],
  ['XML', { 'content-type': 'application/xml' }, () => Buffer.from('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')],
])('%s is 415', async (_what, headers, body) => {
  expect((await sendBytes(headers, body())).status).toBe(415);
});

test('an amount that a hook claims is never believed', async () => {
  const order = await awaitingPayment(buyer.token, [sugar()]);
  const hook = { order_id: order.payment.paymentId, status_code: '200', gross_amount: '1.00', transaction_status: 'settlement' };
  for (const signature of ['', 'f'.repeat(128), { $ne: '' }])
    expect([400, 401]).toContain((await call('POST /v1/hooks/payments/midtrans', { body: { ...hook, signature_key: signature } })).status);
  expect((await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token })).status).toBe('awaiting_payment');
});

test.each(['/internal/orders/ord_1', '/internal/decisions', '/v1/internal/codes/cod_1', '/metrics', '/v1/%69nternal/decisions'])(
  '%s is not there, whoever asks',
  async (path) => {
    for (const token of [buyer.token, await operatorToken()]) expect((await call(`GET ${path}`, { token })).status).toBe(404);
  },
);

test('no answer sends a browser elsewhere', async () => {
  for (const path of [
    '/v1/listings?next=https://evil.test',
    '/docs?url=https://evil.test/openapi.json',
    '/v1/orders/https:%2f%2fevil.test',
  ]) {
    const response = await fetch(gatewayUrl() + path, { redirect: 'manual' });
    expect([path, response.status >= 300 && response.status < 400]).toEqual([path, false]);
  }
});

test('a public page is kept for everyone and asked again by who wants it new', async () => {
  const { listingId } = await variantOf(sugar());
  const at = `GET /v1/listings/${listingId}`;
  const kept = { 'cache-control': 'max-age=60' };
  await call(at, { headers: kept });
  expect((await call(at, { headers: kept, token: buyer.token })).headers.get('cache-status')).toContain('hit');
  expect((await call(at)).headers.get('cache-status')).toContain('fwd=request');
});

test('a price change is on the kept page within a second', async () => {
  const { listingId, variantId, priceRupiah } = await variantOf(sugar());
  const read = async () =>
    (await must(`GET /v1/listings/${listingId}`, { headers: { 'cache-control': 'max-age=60' } })).variants.find(
      (variant: { variantId: string }) => variant.variantId === variantId,
    ).priceRupiah;
  await read();
  const price = (rupiah: number) =>
    must(`PUT /v1/listings/${listingId}/variants/${variantId}/price`, { token: seller.token, body: { priceRupiah: rupiah } });
  await price(priceRupiah + 500);
  await eventually('the new price', async () => (await read()) === priceRupiah + 500, 1_000);
  await price(priceRupiah);
  await eventually('the old price', async () => (await read()) === priceRupiah, 1_000);
});
