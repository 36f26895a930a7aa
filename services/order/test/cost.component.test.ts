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
  publishListing,
  untilStatus,
  type Market,
  type World,
} from './support/order-service.ts';

let world: World;
let service: StartedService<OrderConfig>;
let markets: readonly Market[];

beforeAll(async () => {
  world = await openWorld();
  // Looks of the deadline sweep would be counted too.
  service = await world.start({ variables: { DEADLINE_SWEEP_MS: '60000' } });
  markets = [await publishListing(world, service), await publishListing(world, service)];
}, 60_000);

afterAll(() => world.stop());

const requests = async (): Promise<Record<string, number>> => {
  const metric = await service.chassis.metrics.registry.getSingleMetric('wadah_mongo_requests_total')?.get();
  return Object.fromEntries((metric?.values ?? []).map(({ labels, value }) => [String(labels['command']), value]));
};

test('a checkout of two sellers costs order at most 10 writes and 7 reads of MongoDB', async () => {
  const token = world.buyer();
  const cartId = await fillCart(service, markets, token);
  await call(service, `POST /v1/carts/${cartId}/quote`, { token, body: orderBodyAddress() });
  const before = await requests();
  const placed = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() });
  const order = { orderId: String(placed.body['orderId']), totalRupiah: Number(placed.body['totalRupiah']) };
  await pay(world, order);
  await world.events.waitFor('seller-order.opened.v1', { subject: order.orderId, count: 2 });
  await eventually('the cart is gone', async () => (await service.chassis.redis.exists(`cart:${cartId}`)) === 0);
  let probes = 0;
  await eventually('the outbox is empty', async () => {
    probes += 1;
    const stored = await service.chassis.mongo.collection('orders').findOne({ _id: order.orderId });
    return stored !== null && (stored['outbox'] as unknown[] | undefined)?.length !== undefined
      ? (stored['outbox'] as unknown[]).length === 0
      : true;
  });
  const after = await requests();
  const spent = (...commands: string[]) => commands.reduce((sum, command) => sum + (after[command] ?? 0) - (before[command] ?? 0), 0);
  const writes = spent('insert', 'update', 'findAndModify', 'delete');
  const reads = spent('find') - probes;
  expect(writes).toBeLessThanOrEqual(10);
  // Quote and order ask for listings and sellers, the order for its account's places; the rest is the outbox's sweeper.
  expect(reads).toBeLessThanOrEqual(7);
  await untilStatus(service, { token, orderId: order.orderId }, 'paid');
});

const orderBodyAddress = () => ({ shippingAddress: orderBody('').shippingAddress });
