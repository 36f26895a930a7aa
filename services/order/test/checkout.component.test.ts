import { newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import { eventually } from '@wadah/testing';
import type { OrderConfig } from '../src/config.ts';
import {
  call,
  fillCart,
  key,
  openWorld,
  orderBody,
  pay,
  placeOrder,
  publishListing,
  stockRejected,
  untilStatus,
  type Market,
  type World,
} from './support/order-service.ts';

let world: World;
let service: StartedService<OrderConfig>;
let first: Market;
let second: Market;

beforeAll(async () => {
  world = await openWorld();
  service = await world.start();
  first = await publishListing(world, service);
  second = await publishListing(world, service, { priceRupiah: 250_000, methods: [{ method: 'courier', priceRupiah: 20_000 }] });
}, 60_000);

afterAll(() => world.stop());

const seller = (market: Market) => world.buyer(newId('acc'), [{ organisationId: market.sellerId, kind: 'seller', role: 'seller_owner' }]);

test('a purchase from two sellers runs from the cart to the closed order', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [first, second], token);
  const order = await placeOrder(service, token, cartId);
  expect(order.totalRupiah).toBe(2 * 32_000 + 15_000 + 2 * 250_000 + 20_000);
  await pay(world, order);
  await untilStatus(service, { token, orderId: order.orderId }, 'paid');
  const seen = (await call(service, `GET /v1/orders/${order.orderId}`, { token })).body as {
    sellerOrders: { sellerOrderId: string; sellerId: string }[];
  };
  for (const market of [first, second]) {
    const sellerOrderId = seen.sellerOrders.find(({ sellerId }) => sellerId === market.sellerId)?.sellerOrderId ?? '';
    const by = seller(market);
    const path = `/v1/seller-orders/${sellerOrderId}`;
    expect((await call(service, `POST ${path}/acceptance`, { token: by })).status).toBe(200);
    const tracking = market === second ? { courier: 'jne', trackingNumber: `jne-${Date.now()}` } : {};
    expect((await call(service, `POST ${path}/shipment`, { token: by, body: tracking })).status).toBe(200);
    expect((await call(service, `POST ${path}/receipt`, { token })).status).toBe(200);
  }
  const closed = await call(service, `GET /v1/orders/${order.orderId}`, { token });
  expect(closed.body).toMatchObject({ status: 'closed', outcome: 'completed' });
  await world.events.waitFor('order.closed.v1', { subject: order.orderId });
  const sequences = world.events.events.filter(({ subject }) => subject === order.orderId).map(({ sequence }) => sequence);
  expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, index) => index + 1));
});

test('both sellers’ orders are visible after the one write that opened them', async () => {
  const token = world.buyer();
  const order = await placeOrder(service, token, await fillCart(service, [first, second], token));
  await pay(world, order);
  await world.events.waitFor('seller-order.opened.v1', { subject: order.orderId, count: 2 });
  for (const market of [first, second]) {
    const list = await call(service, `GET /v1/seller-orders?sellerId=${market.sellerId}&status=opened`, { token: seller(market) });
    expect((list.body['items'] as { orderId: string }[]).some(({ orderId }) => orderId === order.orderId)).toBe(true);
  }
});

test('the same key twice at once is one order', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [first], token);
  const headers = key();
  const body = orderBody(cartId);
  const answers = await Promise.all([0, 1, 2, 3].map(() => call(service, 'POST /v1/orders', { token, body, headers })));
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
  expect(answers.every(({ status, body: { code } }) => status === 201 || code === 'idempotency-in-flight')).toBe(true);
  expect(new Set(answers.flatMap(({ body: { orderId } }) => orderId ?? [])).size).toBe(1);
  const again = await call(service, 'POST /v1/orders', { token, body, headers });
  expect(again).toMatchObject({ status: 201, body: { orderId: answers.find(({ status }) => status === 201)?.body['orderId'] } });
});

test('the same cart under two keys at once is one order, the other is told which', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [first], token);
  const answers = await Promise.all([0, 1].map(() => call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() })));
  const placed = answers.filter(({ status }) => status === 201);
  expect(placed).toHaveLength(1);
  for (const refused of answers.filter(({ status }) => status !== 201)) {
    expect(refused).toMatchObject({ status: 409, body: { code: 'cart-ordered', orderId: placed[0]?.body['orderId'] } });
  }
});

test('the key is required', async () => {
  const token = world.buyer();
  const answer = await call(service, 'POST /v1/orders', { token, body: orderBody(await fillCart(service, [first], token)) });
  expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency-key-required' } });
});

test('a third unpaid order before the first paid one is refused, and its key is free again', async () => {
  const token = world.buyer();
  await placeOrder(service, token, await fillCart(service, [first], token));
  await placeOrder(service, token, await fillCart(service, [first], token));
  const cartId = await fillCart(service, [first], token);
  const headers = key();
  const refused = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers });
  expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-unpaid-orders' } });
  const again = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers });
  expect(again.headers.get('idempotency-replayed')).toBeNull();
});

test('a retry that finds its order ended takes no place for it, which nothing would free', async () => {
  const accountId = newId('acc');
  const token = world.buyer(accountId);
  const cartId = await fillCart(service, [first], token);
  const headers = key();
  const place = () => call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers });
  const orderId = String((await place()).body['orderId']);
  await world.publish(stockRejected(orderId, first), { sequence: 1 });
  const { mongo } = service.chassis;
  const placesOf = async () =>
    (await mongo.collection<{ _id: string; places: object }>('unpaid_places').findOne({ _id: accountId }))?.places ?? {};
  await eventually('the place is free', async () => Object.keys(await placesOf()).length === 0);
  await mongo
    .collection<{ _id: string; newId: string; answer?: unknown; leaseUntil: Date }>('idempotency_keys')
    .updateOne({ newId: orderId }, { $unset: { answer: '' }, $set: { leaseUntil: new Date(0) } });
  expect((await place()).body).toMatchObject({ orderId, status: 'rejected' });
  expect(await placesOf()).toEqual({});
});

test('two orders at once can’t both take the last place', async () => {
  const token = world.buyer();
  const carts = await Promise.all([0, 1, 2, 3, 4].map(() => fillCart(service, [first], token)));
  const answers = await Promise.all(
    carts.map((cartId) => call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
});

test('a paid order frees its place, drops its cart and keeps it ordered', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [first], token);
  const order = await placeOrder(service, token, cartId);
  await pay(world, order);
  await untilStatus(service, { token, orderId: order.orderId }, 'paid');
  await eventually(
    'the cart is gone',
    async () => ((await call(service, `GET /v1/carts/${cartId}`, { token })).body['lines'] as unknown[])?.length === 0,
  );
  const again = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() });
  expect(again).toMatchObject({ status: 409, body: { code: 'cart-ordered', orderId: order.orderId } });
  const write = await call(service, `PUT /v1/carts/${cartId}/lines/${first.variantId}`, { token, body: { quantity: 1 } });
  expect(write).toMatchObject({ status: 409, body: { code: 'cart-ordered', orderId: order.orderId } });
});

test('a cancelled order gives its cart back and keeps its place', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [first], token);
  const order = await placeOrder(service, token, cartId);
  const write = await call(service, `PUT /v1/carts/${cartId}/lines/${first.variantId}`, { token, body: { quantity: 3 } });
  expect(write).toMatchObject({ status: 409, body: { code: 'cart-ordered', orderId: order.orderId } });
  const cancelled = await call(service, `POST /v1/orders/${order.orderId}/cancellation`, { token });
  expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', reason: 'buyer_request' } });
  expect((await call(service, `POST /v1/orders/${order.orderId}/cancellation`, { token })).status).toBe(200);
  const secondOrder = await placeOrder(service, token, cartId);
  expect(secondOrder.orderId).not.toBe(order.orderId);
  expect(world.events.of('order.cancelled.v1', order.orderId).length).toBeLessThanOrEqual(1);
  const third = await call(service, 'POST /v1/orders', { token, body: orderBody(await fillCart(service, [first], token)), headers: key() });
  expect(third).toMatchObject({ status: 429, body: { code: 'too-many-unpaid-orders' } });
});
