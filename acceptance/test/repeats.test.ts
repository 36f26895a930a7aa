import { call, must } from './support/http.ts';
import { newBuyer, sellerOf, type Seller } from './support/people.ts';
import { address, byCourier, cartWith, place, variantOf } from './support/shopping.ts';

let seller: Seller;
let buyer: string;
const wishes = () => [{ sellerId: seller.sellerId, sku: 'GULA-CETAK-500G', quantity: 1 }];

beforeAll(async () => {
  seller = await sellerOf('seller-01@wadah.test');
});
beforeEach(async () => {
  buyer = (await newBuyer()).token;
});

test('an order without Idempotency-Key is refused', async () => {
  const cartId = await cartWith(buyer, wishes());
  const answer = await call('POST /v1/orders', { token: buyer, body: { cartId, shippingAddress: address, paymentMethod: 'qris' } });
  expect([answer.status, answer.body.code]).toEqual([400, 'idempotency-key-required']);
});

test.each(['short', 'x'.repeat(65), 'with space in it'])('the Idempotency-Key "%s" is refused', async (key) => {
  const answer = await call('POST /v1/carts', { token: buyer, headers: { 'idempotency-key': key } });
  expect([answer.status, answer.body.code]).toEqual([400, 'idempotency-key-invalid']);
});

test('the same key with another body is refused', async () => {
  const [first, second] = [await cartWith(buyer, wishes()), await cartWith(buyer, wishes())];
  const key = crypto.randomUUID();
  expect((await place(buyer, first, { key, deliveries: byCourier(wishes()) })).status).toBe(201);
  const other = await place(buyer, second, { key, deliveries: byCourier(wishes()) });
  expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
});

test('the same key twice at once makes one order', async () => {
  const cartId = await cartWith(buyer, wishes());
  const key = crypto.randomUUID();
  const answers = await Promise.all([1, 2].map(() => place(buyer, cartId, { key, deliveries: byCourier(wishes()) })));
  for (const { status, body } of answers) expect(status === 201 || body.code === 'idempotency-in-flight').toBe(true);
  expect((await must('GET /v1/orders', { token: buyer })).items).toHaveLength(1);
});

test('a rejected order is answered the same under its key, and the cart can be ordered again under another', async () => {
  const { available } = await variantOf(wishes()[0]!);
  const cartId = await cartWith(buyer, [{ ...wishes()[0]!, quantity: available + 1 }]);
  const key = crypto.randomUUID();
  const options = { key, deliveries: byCourier(wishes()), paymentMethod: 'va_bca' };
  const [first, again] = [await place(buyer, cartId, options), await place(buyer, cartId, options)];
  expect([first.status, first.body.code]).toEqual([409, 'insufficient-stock']);
  expect(again).toMatchObject({ status: 409, body: { code: 'insufficient-stock', orderId: first.body.orderId } });
  await must(`PUT /v1/carts/${cartId}/lines/${(await variantOf(wishes()[0]!)).variantId}`, { token: buyer, body: { quantity: 1 } });
  expect((await place(buyer, cartId, { deliveries: byCourier(wishes()) })).status).toBe(201);
});

test('a refusal that left nothing behind frees its key', async () => {
  const key = crypto.randomUUID();
  const { cartId } = await must('POST /v1/carts', { token: buyer });
  const empty = await place(buyer, cartId, { key, deliveries: byCourier(wishes()) });
  expect([empty.status, empty.body.code]).toEqual([409, 'cart-empty']);
  await must(`PUT /v1/carts/${cartId}/lines/${(await variantOf(wishes()[0]!)).variantId}`, { token: buyer, body: { quantity: 1 } });
  expect((await place(buyer, cartId, { key, deliveries: byCourier(wishes()) })).status).toBe(201);
});

test('an adjustment of stock counts once under its key', async () => {
  const { listingId, variantId } = await variantOf({ sellerId: seller.sellerId, sku: 'MADU-HUTAN-500ML' });
  const path = `POST /v1/listings/${listingId}/variants/${variantId}/stock-adjustments`;
  const body = { by: 3, reason: 'delivery' };
  expect((await call(path, { token: seller.token, body })).body.code).toBe('idempotency-key-required');
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const first = await must(path, { token: seller.token, headers, body });
  const again = await must(path, { token: seller.token, headers, body });
  expect(again.onHand).toBe(first.onHand);
});
