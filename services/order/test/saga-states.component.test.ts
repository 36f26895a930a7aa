import { applyIndexes, connectMongo, type Mongo } from '@wadah/mongo';
import { createMetrics } from '@wadah/service';
import { freshNames, type FreshNames } from '@wadah/testing';
import { indexes } from '../src/adapters/indexes.ts';
import { measureSagaStates } from '../src/adapters/mongo/saga-states.ts';

let names: FreshNames;
let mongo: Mongo;

const order = (id: number, status: string, sellerOrders: readonly string[], more: object = {}) => ({
  _id: `ord_${id}`,
  state: { orderNumber: `WDH-${id}`, status, sellerOrders: sellerOrders.map((seen) => ({ progress: { status: seen } })) },
  ...more,
});

beforeAll(async () => {
  names = await freshNames('order', { topics: [] });
  mongo = await connectMongo({ url: names.mongoUrl, appName: 'order-test' });
  await applyIndexes(mongo, indexes);
  const clocked = { deadlineAt: new Date() };
  await mongo
    .collection<{ _id: string }>('orders')
    .insertMany([
      order(1, 'placed', [], clocked),
      order(2, 'paid', ['opened', 'shipped'], clocked),
      order(3, 'paid', ['shipped', 'contested'], { ...clocked, contestedKeys: ['2026-11-24T08:00:00.000Z so_1'] }),
      order(4, 'paid', ['contested', 'contested'], { contestedKeys: ['2026-11-24T08:00:00.000Z so_2', '2026-11-24T08:00:00.000Z so_3'] }),
      order(5, 'closed', ['completed']),
    ]);
}, 60_000);

afterAll(async () => {
  await mongo.close();
  await names.drop();
});

test('orders and seller orders are counted by their state while they have a clock, contested ones also without, and a state that empties is none', async () => {
  const metrics = createMetrics('order');
  const measure = measureSagaStates({ mongo, metrics });
  await measure();
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('order_'));
  expect(lines).toEqual(
    expect.arrayContaining([
      'order_saga_orders{status="placed",service="order"} 1',
      'order_saga_orders{status="confirmed",service="order"} 0',
      'order_saga_orders{status="paid",service="order"} 2',
      'order_saga_seller_orders{status="shipped",service="order"} 2',
      'order_saga_seller_orders{status="accepted",service="order"} 0',
      'order_contested{service="order"} 3',
    ]),
  );
  await mongo.collection<{ _id: string }>('orders').deleteOne({ _id: 'ord_1' });
  await measure();
  expect(await metrics.registry.metrics()).toContain('order_saga_orders{status="placed",service="order"} 0');
});

test('counting reads the indexes of deadlines and contested ones, and no order that has ended', async () => {
  for (const filter of [{ deadlineAt: { $exists: true } }, { contestedKeys: { $exists: true } }]) {
    const plan = JSON.stringify(await mongo.collection('orders').find(filter).explain('queryPlanner'));
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toContain('COLLSCAN');
  }
});
