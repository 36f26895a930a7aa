import { createHmac } from 'node:crypto';
import { call, must, statusOfRawPath } from './support/http.ts';
import { newBuyer, sellerOf } from './support/people.ts';
import { address, cartWith, variantOf } from './support/shopping.ts';

let token: string;
let cartId: string;
let variantId: string;

beforeAll(async () => {
  token = (await newBuyer()).token;
  const seller = await sellerOf('seller-01@wadah.test');
  cartId = await cartWith(token, [{ sellerId: seller.sellerId, sku: 'GULA-SEMUT-500G', quantity: 1 }]);
  variantId = (await variantOf({ sellerId: seller.sellerId, sku: 'GULA-SEMUT-500G' })).variantId;
});

const order = (body: unknown) => call('POST /v1/orders', { token, headers: { 'idempotency-key': crypto.randomUUID() }, body });
const sound = () => ({ cartId, shippingAddress: address, paymentMethod: 'qris' });

test.each([
  ['an unknown field', () => ({ ...sound(), discount: 100 })],
  ['a number where a string belongs', () => ({ ...sound(), paymentMethod: 7 })],
  ['an operator where a string belongs', () => ({ ...sound(), cartId: { $gt: '' } })],
  ['a recipient that is too long', () => ({ ...sound(), shippingAddress: { ...address, recipient: 'x'.repeat(10_000) } })],
  ['a missing field', () => ({ cartId, paymentMethod: 'qris' })],
  ['a recipient of two lines', () => ({ ...sound(), shippingAddress: { ...address, recipient: 'Dewi\r\nBcc: x@y.z' } })],
  ['a street with a zero byte', () => ({ ...sound(), shippingAddress: { ...address, street: 'Jalan\u0000' } })],
])('%s is refused with the path of the fault', async (_what, body) => {
  const answer = await order(body());
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([400, 'application/problem+json']);
  expect(answer.body.code).toBe('validation-failed');
  expect(answer.body.errors.length).toBeGreaterThan(0);
});

test('a prototype key is an unknown field', async () => {
  const answer = await call('POST /v1/orders', {
    token,
    headers: { 'idempotency-key': crypto.randomUUID() },
    raw: `{"__proto__":{"admin":true},"cartId":"${cartId}"}`,
  });
  expect(answer.status).toBe(400);
});

test('broken JSON is refused', async () => {
  const answer = await call('POST /v1/accounts', { raw: '{"email":' });
  expect([answer.status, answer.body.code]).toEqual([400, 'malformed-json']);
});

test('a body of one megabyte is refused', async () => {
  const answer = await call('POST /v1/accounts', { raw: JSON.stringify({ email: 'x'.repeat(1_048_576) }) });
  expect([answer.status, answer.body.code]).toEqual([413, 'body-too-large']);
});

test.each([0, -1, 1.5, 1e12, '1', null])('a quantity of %p is refused', async (quantity) => {
  const answer = await call(`PUT /v1/carts/${cartId}/lines/${variantId}`, { token, body: { quantity } });
  expect(answer.status).toBe(400);
});

test.each([
  '/v1/orders/ord_00000000-0000-7000-8000-000000000000',
  '/v1/listings/lst_00000000-0000-7000-8000-000000000000',
  '/v1/payments/pay_00000000-0000-7000-8000-000000000000',
  '/v1/carts/made-up',
  '/v1/no-such-route',
])('%s is not there', async (path) => {
  expect((await call(`GET ${path}`, { token })).status).toBe(404);
});

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: 'wadah', aud: 'wadah', sub: 'acc_1', roles: ['operator'], memberships: [], exp: Math.floor(Date.now() / 1000) + 600 };
const tampered = (value: string): string => {
  const [head = '', , tail = ''] = value.split('.');
  return `${head}.${segment(claims)}.${tail}`;
};

test.each([
  ['nonsense', () => 'nonsense'],
  ['an unsigned token', () => `${segment({ alg: 'none', typ: 'JWT' })}.${segment(claims)}.`],
  ['a token with other claims under the same signature', () => tampered(token)],
  [
    'a token signed with a shared secret',
    () => {
      const body = `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment(claims)}`;
      return `${body}.${createHmac('sha256', 'secret').update(body).digest('base64url')}`;
    },
  ],
])('%s is refused as unauthenticated', async (_what, forged) => {
  const answer = await call('GET /v1/me', { token: forged() });
  expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([401, 'application/problem+json']);
});

test('a hook with a wrong signature is refused and one for an unknown payment is not found', async () => {
  const body = {
    order_id: 'pay_00000000-0000-7000-8000-000000000000',
    status_code: '200',
    gross_amount: '1.00',
    signature_key: 'f'.repeat(128),
    transaction_status: 'settlement',
  };
  const answer = await call('POST /v1/hooks/payments/midtrans', { body });
  expect(answer.status).toBe(401);
});

test.each([
  '/v1/orders/%2e%2e/accounts',
  '/v1/orders/../accounts',
  '/v1/orders%2Fabc',
  '/v1//orders',
  '/v1/orders/%5cabc',
  '/v1/orders\\abc',
])('the path trick %s is refused', async (path) => {
  expect(await statusOfRawPath(path)).toBe(400);
});

test('internal routes and metrics do not exist from outside', async () => {
  expect((await call('GET /internal/codes/cod_1', { token })).status).toBe(404);
  expect((await call('GET /metrics')).status).toBe(404);
});

test('the API document is served and names every route of the purchase', async () => {
  const document = await must('GET /openapi.json');
  expect(document.openapi).toMatch(/^3\.1/);
  for (const path of ['/v1/accounts', '/v1/listings', '/v1/carts', '/v1/orders', '/v1/payments/{paymentId}', '/v1/notifications'])
    expect(Object.keys(document.paths)).toContain(path);
});
