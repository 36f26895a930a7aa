import type { StartedService } from '@wadah/service';
import { eventually } from '@wadah/testing';
import type { OrderConfig } from '../src/config.ts';
import { readEvents } from './support/event-stream.ts';
import {
  call,
  confirm,
  fillCart,
  key,
  newCart,
  openWorld,
  orderBody,
  pay,
  placeOrder,
  publishListing,
  requested,
  type Market,
  type World,
} from './support/order-service.ts';

let world: World;
let writer: StartedService<OrderConfig>;
let waiter: StartedService<OrderConfig>;
let deaf: StartedService<OrderConfig>;
let blind: StartedService<OrderConfig>;
let market: Market;

beforeAll(async () => {
  world = await openWorld();
  writer = await world.start();
  market = await publishListing(world, writer);
  waiter = await world.start();
  // Hears nothing at all, as if every message of Redis were lost.
  deaf = await world.start({ hear: () => ({ listen: () => () => undefined }) });
  // Never reads by itself, so only announcements wake it.
  blind = await world.start({ variables: { ORDER_POLL_MS: '0' } });
}, 90_000);

afterAll(() => world.stop());

type Service = { readonly url: string };

/** Places on one process, waits there, and lets another process write the next state. */
const waitOn = async (waiting: Service, waitSeconds = 10) => {
  const token = world.buyer();
  const cartId = await fillCart(writer, [market], token);
  const began = performance.now();
  const answer = call(waiting, 'POST /v1/orders', { token, body: orderBody(cartId), headers: { ...key(), prefer: `wait=${waitSeconds}` } });
  const orderId = await eventually('the order is placed', async () => {
    const { body } = await call(writer, 'GET /v1/orders', { token });
    return (body['items'] as { orderId: string }[])[0]?.orderId;
  });
  await call(writer, `POST /v1/orders/${orderId}/cancellation`, { token });
  const { status, body, headers } = await answer;
  return { status, body, headers, orderId, tookMs: performance.now() - began };
};

test.each([
  ['on the process that does not write', () => waiter],
  ['with every Redis message lost', () => deaf],
  ['with polling off', () => blind],
])('a waiter %s answers as soon as the order has left confirmed', async (_how, service) => {
  const waited = await waitOn(service());
  expect(waited).toMatchObject({ status: 201, body: { orderId: waited.orderId, status: 'cancelled' } });
  expect(waited.headers.get('preference-applied')).toBe('wait=10');
  expect(waited.tookMs).toBeLessThan(8_000);
});

test('a wait that is over answers with the state as it then is', async () => {
  const token = world.buyer();
  const cartId = await fillCart(writer, [market], token);
  const answer = await call(waiter, 'POST /v1/orders', { token, body: orderBody(cartId), headers: { ...key(), prefer: 'wait=1' } });
  expect(answer).toMatchObject({ status: 201, body: { status: 'placed' } });
});

test('without a wait the answer comes at once', async () => {
  const token = world.buyer();
  const answer = await call(writer, 'POST /v1/orders', { token, body: orderBody(await fillCart(writer, [market], token)), headers: key() });
  expect(answer).toMatchObject({ status: 201, body: { status: 'placed' } });
  expect(answer.headers.get('location')).toBe(`/v1/orders/${String(answer.body['orderId'])}`);
});

test('a wait ends with the instructions to pay', async () => {
  const token = world.buyer();
  const cartId = await fillCart(writer, [market], token);
  const answer = call(deaf, 'POST /v1/orders', { token, body: orderBody(cartId), headers: { ...key(), prefer: 'wait=10' } });
  const order = await eventually('the order is placed', async () => {
    const { body } = await call(writer, 'GET /v1/orders', { token });
    return (body['items'] as { orderId: string; totalRupiah: number }[])[0];
  });
  await confirm(world, order);
  await world.publish(requested(order.orderId, order.totalRupiah), { sequence: 1 });
  expect(await answer).toMatchObject({
    status: 201,
    body: { status: 'awaiting_payment', payment: { method: 'qris', qrString: '00020101' } },
  });
});

test.each([
  ['on the process that does not write', () => waiter],
  ['with every Redis message lost', () => deaf],
  ['with polling off', () => blind],
])('a stream %s shows the present state first and each newer one', async (_how, service) => {
  const token = world.buyer();
  const order = await placeOrder(writer, token, await fillCart(writer, [market], token));
  const stream = await readEvents(service(), `/v1/orders/${order.orderId}/events`, { token });
  await eventually('the present state', () => stream.events[0]?.data['status'] === 'placed');
  await call(writer, `POST /v1/orders/${order.orderId}/cancellation`, { token });
  await eventually('the newer state', () => stream.events.at(-1)?.data['status'] === 'cancelled');
  expect(stream.events.map(({ id }) => Number(id))).toEqual([1, 2]);
  stream.close();
});

test('a stream goes on from Last-Event-ID', async () => {
  const token = world.buyer();
  const order = await placeOrder(writer, token, await fillCart(writer, [market], token));
  await pay(world, order);
  await eventually('paid', async () => (await call(writer, `GET /v1/orders/${order.orderId}`, { token })).body['status'] === 'paid');
  const stream = await readEvents(waiter, `/v1/orders/${order.orderId}/events`, { token, headers: { 'last-event-id': '1' } });
  await eventually('the state after it', () => stream.events[0]?.data['status'] === 'paid');
  expect(Number(stream.events[0]?.id)).toBeGreaterThan(1);
  stream.close();
});

test('nobody watches another’s order', async () => {
  const token = world.buyer();
  const order = await placeOrder(writer, token, await fillCart(writer, [market], token));
  const answer = await call(waiter, `GET /v1/orders/${order.orderId}/events`, { token: world.buyer() });
  expect(answer).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
});

test('a cart is the same on every process', async () => {
  const cartId = await newCart(writer);
  await call(waiter, `PUT /v1/carts/${cartId}/lines/${market.variantId}`, { body: { quantity: 7 } });
  expect(await call(blind, `GET /v1/carts/${cartId}`)).toMatchObject({ body: { lines: [{ variantId: market.variantId, quantity: 7 }] } });
});
