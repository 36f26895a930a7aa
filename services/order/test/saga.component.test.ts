import {
  orderPaidV1,
  paymentExpiredV1,
  paymentFailedV1,
  refundAccountNeededV1,
  refundProcessingV1,
  refundRequestedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { idLike, newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import { clock, eventually } from '@wadah/testing';
import type { OrderConfig } from '../src/config.ts';
import {
  call,
  captured,
  confirm,
  fillCart,
  key,
  openWorld,
  orderBody,
  pay,
  placeOrder,
  publishListing,
  requested,
  reserved,
  statusOf,
  stockRejected,
  untilStatus,
  type Market,
  type World,
} from './support/order-service.ts';

let world: World;
let service: StartedService<OrderConfig>;
let market: Market;

beforeAll(async () => {
  world = await openWorld();
  service = await world.start();
  market = await publishListing(world, service);
}, 60_000);

afterAll(() => world.stop());

const placed = async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [market], token);
  return { token, cartId, ...(await placeOrder(service, token, cartId)) };
};

type Placed = Awaited<ReturnType<typeof placed>>;

const paymentOf = ({ orderId }: Placed) => ({
  paymentId: idLike('pay', orderId),
  orderId,
  orderNumber: 'WDH-20261124-7K3F9Q',
  buyerId: 'acc_1',
});
const ofPayment = ({ orderId }: Placed) => ({ subject: idLike('pay', orderId), time: new Date() });

const rejected = ({ orderId }: Pick<Placed, 'orderId'>) => stockRejected(orderId, market);

/** Events of another order of the same partition come after, so once it is done, these were handled too. */
const untilHandled = async () => {
  for (let partition = 0; partition < 6; partition += 1) {
    const order = await placed();
    await world.publish(rejected(order), { sequence: 1 });
    await untilStatus(service, order, 'rejected');
  }
};

const versionOf = async ({ token, orderId }: Placed) => (await call(service, `GET /v1/orders/${orderId}`, { token })).headers.get('etag');

test('every event that arrives twice, and once more when it is old, changes nothing more', async () => {
  const order = await placed();
  const events: [OutgoingEvent, number][] = [
    [reserved(order.orderId), 1],
    [requested(order.orderId, order.totalRupiah), 1],
    [captured(order.orderId, order.totalRupiah), 2],
  ];
  await pay(world, order);
  await untilStatus(service, order, 'paid');
  const version = await versionOf(order);
  for (const [event, sequence] of [...events, ...events.toReversed()]) await world.publish(event, { sequence });
  await untilHandled();
  expect(await versionOf(order)).toBe(version);
  expect(world.events.of('order.paid.v1', order.orderId)).toHaveLength(1);
  expect(world.events.of('seller-order.opened.v1', order.orderId)).toHaveLength(1);
});

test('a capture that overtakes the instructions pays the order all the same', async () => {
  const order = await placed();
  await confirm(world, order);
  await world.publish(captured(order.orderId, order.totalRupiah), { sequence: 2 });
  await untilStatus(service, order, 'paid');
  await world.publish(requested(order.orderId, order.totalRupiah), { sequence: 1 });
  await untilHandled();
  expect(await statusOf(service, order.token, order.orderId)).toBe('paid');
});

test('another amount never pays the order', async () => {
  const order = await placed();
  await confirm(world, order);
  await world.publish(requested(order.orderId, order.totalRupiah), { sequence: 1 });
  await untilStatus(service, order, 'awaiting_payment');
  await world.publish(captured(order.orderId, order.totalRupiah - 1), { sequence: 2 });
  await world.publish(paymentFailedV1.from({ ...ofPayment(order), data: { ...paymentOf(order), reason: 'amount_mismatch' } }), {
    sequence: 3,
  });
  await untilStatus(service, order, 'cancelled');
  expect(await call(service, `GET /v1/orders/${order.orderId}`, { token: order.token })).toMatchObject({
    body: { reason: 'payment_failed' },
  });
});

test('an order that expired is not paid by a late capture, and shows the refund', async () => {
  const order = await placed();
  await confirm(world, order);
  await world.publish(requested(order.orderId, order.totalRupiah), { sequence: 1 });
  await world.publish(paymentExpiredV1.from({ ...ofPayment(order), data: paymentOf(order) }), { sequence: 2 });
  await world.publish(captured(order.orderId, order.totalRupiah, true), { sequence: 3 });
  const refund = { ...paymentOf(order), refundId: idLike('ref', order.orderId), amountRupiah: order.totalRupiah };
  await world.publish(refundRequestedV1.from({ ...ofPayment(order), data: { ...refund, reason: 'late_capture' } }), { sequence: 4 });
  await world.publish(refundAccountNeededV1.from({ ...ofPayment(order), data: refund }), { sequence: 6 });
  await world.publish(refundProcessingV1.from({ ...ofPayment(order), data: refund }), { sequence: 5 });
  await eventually('the refund is shown as the newest event says', async () => {
    const { body } = await call(service, `GET /v1/orders/${order.orderId}`, { token: order.token });
    return (body['refunds'] as { status: string }[])[0]?.status === 'account_needed';
  });
  await untilHandled();
  expect(await call(service, `GET /v1/orders/${order.orderId}`, { token: order.token })).toMatchObject({
    body: { status: 'expired', refunds: [{ status: 'account_needed', amountRupiah: order.totalRupiah }] },
  });
});

test('who waits for refused stock gets 409 with the lines, also on a retry, and the order exists', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, [market], token);
  const headers = { ...key(), prefer: 'wait=10' };
  const answer = call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers });
  const orderId = await eventually('the order is placed', async () => {
    const { body } = await call(service, 'GET /v1/orders', { token });
    return (body['items'] as { orderId: string }[])[0]?.orderId;
  });
  await world.publish(rejected({ orderId }), { sequence: 1 });
  const problem = {
    status: 409,
    body: { code: 'insufficient-stock', orderId, lines: [{ variantId: market.variantId, requested: 2, available: 1 }] },
  };
  expect(await answer).toMatchObject(problem);
  expect(await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers })).toMatchObject(problem);
  expect(await call(service, `GET /v1/orders/${orderId}`, { token })).toMatchObject({
    body: { status: 'rejected', rejection: { reason: 'insufficient_stock', lines: [{ available: 1 }] } },
  });
  await eventually('the cart is given back', async () => {
    const again = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() });
    return again.status === 201;
  });
});

test('an event of an order that never was is a dead letter, and the partition goes on', async () => {
  const orderId = newId('ord');
  await world.publish(reserved(orderId));
  const order = await placed();
  await pay(world, order);
  await untilStatus(service, order, 'paid');
});

test('an unknown field is ignored and a broken event poisons nobody else', async () => {
  const order = await placed();
  const event = reserved(order.orderId);
  await world.publish(event, { rawValue: '{broken' });
  await world.publish({ ...orderPaidV1.from({ subject: 'ord_x', time: new Date(), data: orderPaidV1.example }), data: {} });
  const other = await placed();
  const good = reserved(other.orderId);
  await world.publish({ ...good, data: { ...(good.data as object), addedLater: true } });
  await untilStatus(service, other, 'confirmed');
});

describe('deadlines', () => {
  test('stock that nobody answers for rejects the order after 60 seconds, also when the first sweeper was killed', async () => {
    const moved = clock();
    const own = await openWorld();
    try {
      const killed = await own.start({ now: moved.now, variables: { DEADLINE_SWEEP_MS: '60000' } });
      const goods = await publishListing(own, killed);
      const token = own.buyer();
      const order = await placeOrder(killed, token, await fillCart(killed, [goods], token));
      await own.events.waitFor('order.placed.v1', { subject: order.orderId });
      await killed.crash();
      moved.advance(61);
      const next = await own.start({ now: moved.now, variables: { DEADLINE_SWEEP_MS: '100' } });
      await untilStatus(
        next,
        { token: own.tokens.user({ accountId: accountOf(token), now: moved.now() }), orderId: order.orderId },
        'rejected',
      );
      const [event] = await own.events.waitFor('order.rejected.v1', { subject: order.orderId, timeoutMs: 20_000 });
      expect(event?.data).toMatchObject({ reason: 'timeout' });
    } finally {
      await own.stop();
    }
  }, 90_000);

  test('a service killed between its write and its publication publishes after the restart, once in effect', async () => {
    const own = await openWorld();
    try {
      const killed = await own.start();
      const goods = await publishListing(own, killed);
      const token = own.buyer();
      const cartId = await fillCart(killed, [goods], token);
      const order = await placeOrder(killed, token, cartId);
      await killed.crash();
      await own.start();
      const found = await own.events.waitFor('order.placed.v1', { subject: order.orderId, timeoutMs: 30_000 });
      expect(new Set(found.map(({ id }) => id)).size).toBe(1);
      expect(found[0]?.sequence).toBe(1);
    } finally {
      await own.stop();
    }
  }, 90_000);
});

const accountOf = (token: string): string => {
  const claims: { sub: string } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return claims.sub;
};
