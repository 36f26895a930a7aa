import { deadLetterTopicOf } from '@wadah/contracts';
import { capture, eventually } from '@wadah/testing';
import { openGate, through, type Gate } from './support/gate.ts';
import { newShop, publish, stockOf } from './support/listings.ts';
import { lineOf, newOrder } from './support/orders.ts';
import { startWorld, type World } from './support/start.ts';

let world: World;
let gate: Gate;

beforeAll(async () => {
  const reroute = async (mongoUrl: string) => {
    const { hostname, port } = new URL(mongoUrl);
    gate = await openGate({ host: hostname, port: Number(port) });
    return through(gate, mongoUrl);
  };
  world = await startWorld({ reroute, logLevel: 'silent' });
});

afterAll(async () => {
  gate.mend();
  await world.stop();
  await gate.close();
});

test('while the database is away requests are told so, and orders wait for it without a dead letter', async () => {
  const shop = await newShop(world);
  const listing = await publish(world, shop);
  const deadLetters = await capture(world.names, [deadLetterTopicOf('catalogue')]);
  gate.cut();
  const order = newOrder(world, [lineOf(listing, 2)]);
  await order.place();
  const refused = await world.call('GET /v1/agencies');
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(refused.headers.get('retry-after')).not.toBeNull();
  expect((await world.call('GET /v1/regions')).status).toBe(200);
  await eventually('readiness shows it', async () => (await fetch(`${world.service.url}/health/ready`)).status === 503);
  gate.mend();
  await world.events.waitFor('stock.reserved.v1', { subject: order.reservationId, timeoutMs: 25_000 });
  expect(await stockOf(world, listing.variants[0].variantId)).toMatchObject({ available: 8, held: { [order.orderId]: 2 } });
  expect((await world.call('GET /v1/agencies')).status).toBe(200);
  expect(deadLetters.events).toEqual([]);
  await deadLetters.stop();
}, 60_000);

test('a poisoned event goes to the dead letters, and other orders go on', async () => {
  const shop = await newShop(world);
  const listing = await publish(world, shop);
  const deadLetters = await capture(world.names, [deadLetterTopicOf('catalogue')]);
  const lost = newOrder(world, [lineOf(listing, 1)]);
  await lost.pay();
  const order = newOrder(world, [lineOf(listing, 1)]);
  await order.place();
  await world.events.waitFor('stock.reserved.v1', { subject: order.reservationId });
  await eventually(
    'the payment of an order that never came is put aside',
    () => deadLetters.events.some(({ key }) => key === lost.orderId),
    {
      timeoutMs: 25_000,
    },
  );
  await deadLetters.stop();
}, 60_000);
