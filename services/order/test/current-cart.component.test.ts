import { newId } from '@wadah/kit';
import { address } from './support/orders.ts';
import { call, fillCart, key, newCart, orderBody, placeOrder, publishListing, type Answer, type Market } from './support/order-service.ts';
import { openShop, type OpenShop } from './support/paid-orders.ts';

let shop: OpenShop;
let market: Market;

beforeAll(async () => {
  shop = await openShop();
  market = await publishListing(shop.world, shop.service);
}, 60_000);

afterAll(() => shop.stop());

const account = () => shop.world.tokens.user({ accountId: newId('acc'), now: shop.now() });
const current = (token?: string): Promise<Answer> => call(shop.service, 'GET /v1/carts/current', { token });
const none = { status: 404, body: { code: 'cart-not-found' } };

test('an account finds the cart that it wrote to last, and nobody else does', async () => {
  const token = account();
  expect(await current(token)).toMatchObject(none);
  const first = await fillCart(shop.service, [market], token);
  expect((await current(token)).body).toMatchObject({ cartId: first, subtotalRupiah: 64_000, lines: [{ variantId: market.variantId }] });
  const second = await fillCart(shop.service, [market], token);
  expect((await current(token)).body['cartId']).toBe(second);
  expect(await current(account())).toMatchObject(none);
  expect((await current()).status).toBe(401);
});

test('a guest’s cart becomes the account’s by its first quote, not by being read', async () => {
  const token = account();
  const cartId = await fillCart(shop.service, [market]);
  await call(shop.service, `GET /v1/carts/${cartId}`, { token });
  expect(await current(token)).toMatchObject(none);
  await call(shop.service, `POST /v1/carts/${cartId}/quote`, { token, body: { shippingAddress: address } });
  expect((await current(token)).body['cartId']).toBe(cartId);
});

test('a cart that an order holds is not open; one that the order gives back is', async () => {
  const token = account();
  const cartId = await fillCart(shop.service, [market], token);
  const { orderId } = await placeOrder(shop.service, token, cartId);
  expect(await current(token)).toMatchObject(none);
  await call(shop.service, `POST /v1/orders/${orderId}/cancellation`, { token });
  await shop.world.events.waitFor('order.cancelled.v1', { subject: orderId });
  const { body } = await call(shop.service, `PUT /v1/carts/${cartId}/lines/${market.variantId}`, { token, body: { quantity: 3 } });
  expect(body['cartId']).toBe(cartId);
  expect((await current(token)).body).toMatchObject({ cartId, lines: [{ quantity: 3 }] });
});

test('a made-up or foreign cart never becomes anybody’s', async () => {
  const [owner, other] = [account(), account()];
  const cartId = await fillCart(shop.service, [market], owner);
  await call(shop.service, `PUT /v1/carts/${cartId}/lines/${market.variantId}`, { token: other, body: { quantity: 1 } });
  await call(shop.service, `DELETE /v1/carts/${await newCart(shop.service)}/lines/${market.variantId}`, { token: other });
  expect(await current(other)).toMatchObject(none);
});

test('own delivery has a price for each regency, and none where the seller does not go', async () => {
  const goods = await publishListing(shop.world, shop.service, {
    methods: [
      { method: 'own_delivery', priceRupiah: 15_000, regencies: ['36.73', '36.04'] },
      { method: 'own_delivery', priceRupiah: 40_000, regencies: ['36.01'] },
    ],
  });
  const token = account();
  const cartId = await fillCart(shop.service, [goods], token);
  const quote = (regency: string) =>
    call(shop.service, `POST /v1/carts/${cartId}/quote`, { token, body: { shippingAddress: { ...address, regency } } });
  expect((await quote('36.73')).body).toMatchObject({
    shippingRupiah: 15_000,
    sellers: [{ deliveryOptions: [{ method: 'own_delivery' }] }],
  });
  expect((await quote('36.01')).body).toMatchObject({ shippingRupiah: 40_000 });
  expect(await quote('36.71')).toMatchObject({ status: 409, body: { code: 'delivery-unavailable' } });
  for (const regency of ['36.99', '31.71']) expect(await quote(regency)).toMatchObject({ status: 400, body: { code: 'regency-unknown' } });
});

test('who comes to a tour may live anywhere; goods beside it go to served regencies only', async () => {
  const tour = await publishListing(shop.world, shop.service, { kind: 'tour', serviceDate: '2099-01-02' });
  const token = account();
  const cartId = await fillCart(shop.service, [tour], token);
  const shippingAddress = { ...address, regency: '31.71' };
  const quote = () => call(shop.service, `POST /v1/carts/${cartId}/quote`, { token, body: { shippingAddress } });
  expect(await quote()).toMatchObject({ status: 200, body: { sellers: [{ deliveryOptions: [{ method: 'on_site' }] }] } });
  const goods = await publishListing(shop.world, shop.service);
  const line = `/v1/carts/${cartId}/lines/${goods.variantId}`;
  await call(shop.service, `PUT ${line}`, { token, body: { quantity: 1 } });
  const ordered = () => call(shop.service, 'POST /v1/orders', { token, body: { ...orderBody(cartId), shippingAddress }, headers: key() });
  for (const answer of [await quote(), await ordered()]) expect(answer).toMatchObject({ status: 400, body: { code: 'regency-unknown' } });
  await call(shop.service, `DELETE ${line}`, { token });
  expect((await ordered()).status).toBe(201);
});
