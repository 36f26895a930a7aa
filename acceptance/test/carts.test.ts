import { call, must } from './support/http.ts';
import { newBuyer, sellerOf, type Seller } from './support/people.ts';
import { address, byCourier, cartWith, place, variantOf } from './support/shopping.ts';

let seller: Seller;
let variantId: string;
const wish = () => ({ sellerId: seller.sellerId, sku: 'GULA-SEMUT-500G', quantity: 2 });

beforeAll(async () => {
  seller = await sellerOf('seller-01@wadah.test');
  ({ variantId } = await variantOf(wish()));
});

const put = (cartId: string, token?: string) =>
  call(`PUT /v1/carts/${cartId}/lines/${variantId}`, { ...(token === undefined ? {} : { token }), body: { quantity: 2 } });
const read = (cartId: string, token?: string) => call(`GET /v1/carts/${cartId}`, token === undefined ? {} : { token });

test('a guest fills a cart and has it quoted without an account', async () => {
  const { cartId } = await must('POST /v1/carts');
  expect((await put(cartId)).body).toMatchObject({ cartId, lines: [{ variantId, quantity: 2 }] });
  const quote = await call(`POST /v1/carts/${cartId}/quote`, { body: { shippingAddress: address } });
  expect(quote.status).toBe(200);
  expect(quote.body.totalRupiah).toBe(quote.body.subtotalRupiah + quote.body.shippingRupiah + quote.body.taxRupiah);
  expect(quote.body.paymentMethods.map(({ method }: { method: string }) => method)).toEqual(
    expect.arrayContaining(['qris', 'va_banten', 'va_bca']),
  );
});

test('a made-up cart does not exist, whatever is asked of it', async () => {
  const { cartId } = await must('POST /v1/carts');
  const madeUp = `${cartId.slice(0, -1)}${cartId.endsWith('a') ? 'b' : 'a'}`;
  for (const answer of [
    await read(madeUp),
    await put(madeUp),
    await call(`POST /v1/carts/${madeUp}/quote`, { body: { shippingAddress: address } }),
  ])
    expect([answer.status, answer.body.code]).toEqual([404, 'cart-not-found']);
});

test('reading with a token claims nothing; the first write does, and then the cart is nobody else’s', async () => {
  const [first, second] = [(await newBuyer()).token, (await newBuyer()).token];
  const { cartId } = await must('POST /v1/carts');
  await put(cartId);
  expect((await read(cartId, first)).status).toBe(200);
  expect((await read(cartId, second)).status).toBe(200);
  expect((await put(cartId, first)).status).toBe(200);
  for (const answer of [await read(cartId), await read(cartId, second), await put(cartId), await put(cartId, second)])
    expect(answer.status).toBe(404);
  const stolen = await place(second, cartId, { deliveries: byCourier([wish()]) });
  expect([stolen.status, stolen.body.code]).toEqual([404, 'cart-not-found']);
  expect((await read(cartId, first)).status).toBe(200);
});

test('a quote with a token claims the cart too', async () => {
  const buyer = (await newBuyer()).token;
  const { cartId } = await must('POST /v1/carts');
  await put(cartId);
  await must(`POST /v1/carts/${cartId}/quote`, { token: buyer, body: { shippingAddress: address } });
  expect((await read(cartId)).status).toBe(404);
});

test('what was never on sale is no line', async () => {
  const { cartId } = await must('POST /v1/carts');
  const answer = await call(`PUT /v1/carts/${cartId}/lines/var_0198c5a0-0000-7000-8000-000000000000`, { body: { quantity: 1 } });
  expect([answer.status, answer.body.code]).toEqual([404, 'variant-not-found']);
});

test('an order takes its cart, and one that is cancelled gives it back', async () => {
  const buyer = (await newBuyer()).token;
  const cartId = await cartWith(buyer, [wish()]);
  const order = (await place(buyer, cartId, { deliveries: byCourier([wish()]) })).body;
  for (const answer of [await put(cartId, buyer), await place(buyer, cartId, { deliveries: byCourier([wish()]) })])
    expect(answer).toMatchObject({ status: 409, body: { code: 'cart-ordered', orderId: order.orderId } });
  await must(`POST /v1/orders/${order.orderId}/cancellation`, { token: buyer });
  expect((await put(cartId, buyer)).status).toBe(200);
});

test('who sells something cannot buy it', async () => {
  const cartId = await cartWith(seller.token, [wish()]);
  const answer = await place(seller.token, cartId, { deliveries: byCourier([wish()]) });
  expect([answer.status, answer.body.code]).toEqual([409, 'own-seller']);
});

test('a new account has at most two unpaid orders, and cancelling one gives no place back', async () => {
  const buyer = (await newBuyer()).token;
  const deliveries = byCourier([wish()]);
  const orders = [];
  for (const _ of [1, 2]) orders.push(await place(buyer, await cartWith(buyer, [wish()]), { deliveries }));
  expect(orders.map(({ status }) => status)).toEqual([201, 201]);
  const third = await cartWith(buyer, [wish()]);
  expect((await place(buyer, third, { deliveries })).body).toMatchObject({ status: 429, code: 'too-many-unpaid-orders' });
  await must(`POST /v1/orders/${orders[0]?.body.orderId}/cancellation`, { token: buyer });
  expect((await place(buyer, third, { deliveries })).status).toBe(429);
  expect((await must('GET /v1/orders', { token: buyer })).items).toHaveLength(2);
});

test('a seller with two ways of delivery needs one named, and one that does not deliver there is told', async () => {
  const buyer = (await newBuyer()).token;
  const cartId = await cartWith(buyer, [wish()]);
  const unnamed = await place(buyer, cartId);
  expect(unnamed).toMatchObject({ status: 400, body: { code: 'delivery-choice-required', sellers: [seller.sellerId] } });
  const wrong = await place(buyer, cartId, { deliveries: [{ sellerId: seller.sellerId, method: 'own_delivery' }] });
  expect(wrong).toMatchObject({ status: 409, body: { code: 'delivery-unavailable', sellers: [seller.sellerId] } });
});
