import { connectMongo, type Mongo } from '@wadah/mongo';
import { freshNames, type FreshNames } from '@wadah/testing';
import { reservationStore } from '../src/adapters/mongo/reservation.store.ts';
import { stockStore } from '../src/adapters/mongo/stock.store.ts';
import { openShop } from './support/stock-world.ts';

let names: FreshNames;
let mongo: Mongo;
const counts: Record<string, number> = {};

beforeAll(async () => {
  names = await freshNames('catalogue', { topics: [] });
  const counter = (_name: string, { command = '' }: Readonly<Record<string, string>> = {}) => {
    counts[command] = (counts[command] ?? 0) + 1;
  };
  mongo = await connectMongo({
    url: names.mongoUrl,
    appName: 'requests',
    metrics: { counter, gauge: () => undefined, histogram: () => undefined },
  });
});

afterAll(async () => {
  await mongo.close();
  await names.drop();
});

const requestsOf = async (work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> => {
  for (const command of Object.keys(counts)) delete counts[command];
  await work();
  return { ...counts };
};

test('a checkout of two lines costs few requests, and no write that is not needed', async () => {
  const now = () => new Date();
  const stores = { stocks: stockStore({ mongo, now }), reservations: reservationStore({ mongo, now }) };
  const lines = [
    { variant: 0, quantity: 1 },
    { variant: 1, quantity: 2 },
  ];
  const shop = await openShop(stores, [9, 9], [{ lines, story: 'paid' }]);
  const [placed, paid] = shop.orders[0]!.events;
  // Insert, two holds, held. The look at the sellers is one more, faked here.
  expect(await requestsOf(placed!)).toEqual({ insert: 1, update: 3 });
  // Two moves and committed; this process knows the lines from the hold.
  expect(await requestsOf(paid!)).toEqual({ update: 3 });
  // Both zeros in one bulk write, together with those of every other order of that second.
  expect(await requestsOf(shop.clearMarks)).toEqual({ update: 1 });
});
