import type { AggregateDocument } from '@wadah/mongo';
import type { StartedService } from '@wadah/service';
import { ADDED_LATER } from '@wadah/testing';
import { ORDERS } from '../src/adapters/mongo/order.index.ts';
import type { OrderConfig } from '../src/config.ts';
import { addedLater, asLaterRelease } from './support/later-release.ts';
import {
  captured,
  fillCart,
  openWorld,
  placeOrder,
  publishListing,
  requested,
  reserved,
  stockRejected,
  untilStatus,
  type World,
} from './support/order-service.ts';

jest.setTimeout(90_000);

let world: World;
let older: StartedService<OrderConfig>;
let newer: StartedService<OrderConfig>;

beforeAll(async () => {
  world = await openWorld();
  older = await world.start();
  newer = await world.start({ build: (chassis) => ({ ...chassis, mongo: asLaterRelease(chassis.mongo) }) });
});
afterAll(() => world.stop());

/** As a later release of its sender would write it. */
const later = <Event extends { readonly data: unknown }>(event: Event): Event => ({
  ...event,
  data: { ...(event.data as object), ...addedLater },
});

const documentOf = (orderId: string) => older.chassis.mongo.collection<AggregateDocument>(ORDERS).findOne({ _id: orderId });

test('orders placed at an older and at a newer replica all end right, whichever of the two takes the next step', async () => {
  const token = world.buyer();
  const market = await publishListing(world, older);
  const placed = [];
  for (const replica of [older, newer, older, newer, older, newer]) {
    const order = await placeOrder(replica, token, await fillCart(replica, [market], token));
    placed.push({ ...order, byNewer: replica === newer });
    await world.publish(later(reserved(order.orderId)), { sequence: 1 });
    await world.events.waitFor('order.confirmed.v1', { subject: order.orderId });
    await world.publish(later(requested(order.orderId, order.totalRupiah)), { sequence: 1 });
    await world.publish(later(captured(order.orderId, order.totalRupiah)), { sequence: 2 });
  }
  for (const { orderId } of placed) {
    await untilStatus(older, { token, orderId }, 'paid');
    await untilStatus(newer, { token, orderId }, 'paid');
  }
  for (const { orderId } of placed.filter(({ byNewer }) => byNewer)) {
    expect(await documentOf(orderId)).toMatchObject({ schema: 1, state: { status: 'paid', ...addedLater } });
  }
  // An outbox is swept by either replica, so an event may be there twice.
  const told = world.events.of('order.placed.v1').filter(({ data }) => data['giftNote'] !== undefined);
  expect(new Set(told.map(({ subject }) => subject))).toEqual(
    new Set(placed.filter(({ byNewer }) => byNewer).map(({ orderId }) => orderId)),
  );
});

test('a reason that only a later release knows ends an order at either replica', async () => {
  const token = world.buyer();
  const market = await publishListing(world, older);
  for (const replica of [older, newer]) {
    const { orderId } = await placeOrder(replica, token, await fillCart(replica, [market], token));
    const rejected = stockRejected(orderId, market);
    await world.publish({ ...rejected, data: { ...(rejected.data as object), ...addedLater, reason: ADDED_LATER } }, { sequence: 1 });
    await untilStatus(replica, { token, orderId }, 'rejected');
  }
});

test('nothing of it is a dead letter, and no key is parked', async () => {
  expect(await older.chassis.mongo.collection('parked_keys').countDocuments({})).toBe(0);
});
