import { releases, replayGoldens } from '@wadah/testing';
import { ORDERS } from '../src/adapters/mongo/order.index.ts';
import type { AggregateDocument } from '@wadah/mongo';
import { openWorld, type World } from './support/order-service.ts';
import { part, placedOrder } from './support/orders.ts';
import type { StartedService } from '@wadah/service';
import type { OrderConfig } from '../src/config.ts';

jest.setTimeout(90_000);

let world: World;
let service: StartedService<OrderConfig>;
beforeAll(async () => {
  world = await openWorld();
  service = await world.start();
});
afterAll(() => world.stop());

const orderIds = releases.map((_release, index) => `ord_0198c5a${index}-0000-7000-8000-000000000001`);

/** The goldens' orders, as a release to come would have placed them. */
const placeGoldenOrders = async (): Promise<void> => {
  const now = new Date();
  const documents = orderIds.map((orderId, index) => ({
    ...{ _id: orderId, version: 1, sequence: 1, schema: 1, writeId: 'placed', createdAt: now, updatedAt: now, outbox: [] },
    state: {
      ...placedOrder([part()]),
      orderId,
      orderNumber: `WDH-20261124-GOLD0${index}`,
      cartId: `crt_of_${orderId}`,
      giftNote: 'of a later release',
    },
  }));
  await service.chassis.mongo.collection<AggregateDocument>(ORDERS).insertMany(documents);
};

test('messages of any release that order may read bring its orders on, and none is a dead letter', async () => {
  await placeGoldenOrders();
  const stock = await replayGoldens(world.names, 'order', ({ topic }) => topic === 'catalogue.events');
  const rest = await replayGoldens(world.names, 'order', ({ topic }) => topic !== 'catalogue.events');
  expect([...stock.deadLetters, ...rest.deadLetters]).toEqual([]);
  const orders = await service.chassis.mongo.collection<AggregateDocument>(ORDERS).find({}).toArray();
  expect(orders.map(({ _id, state }) => ({ _id, state }))).toEqual(
    orderIds.map((_id) => ({ _id, state: expect.objectContaining({ status: 'paid', giftNote: 'of a later release' }) })),
  );
});
