import { MongoClient } from 'mongodb';
import { readOrder } from '../buyers.ts';
import { buyerOf, finish, orderBy, statusOf } from './shopping.ts';
import { ask, clockTo, holds, meanwhile, untilItHolds, type Outage, type Stage } from './stage.ts';

const MINUTE_MS = 60_000;
const BUYER = 4;

/** Every order of the buyer, page by page. */
const listed = async ({ market }: Stage, token: string): Promise<readonly string[]> => {
  const found: string[] = [];
  let cursor = '';
  do {
    const page = await market.api.must(`GET /v1/orders?limit=1${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, { token });
    found.push(...page.items.map(({ orderId }: { orderId: string }) => orderId));
    cursor = page.nextCursor ?? '';
  } while (cursor !== '');
  return found;
};

const numberOf = async (mongo: MongoClient, orderId: string): Promise<unknown> => {
  const order = await mongo.db('wadah_order_test').collection<{ _id: string; sequence: number }>('orders').findOne({ _id: orderId });
  return order?.sequence;
};

export const clockBack: Outage = {
  name: 'clock steps back',
  rule: 'five minutes back and forth again: tokens verify, no deadline fires early or twice, numbers and pages hold',
  run: async (stage) => {
    const { world, market, figures } = stage;
    const mongo = await MongoClient.connect(world.stack.mongoVerifyUrl);
    figures.downMs = 5 * MINUTE_MS;
    try {
      const token = await buyerOf(market, BUYER).token();
      const before = await orderBy(stage, BUYER);
      await untilItHolds(stage, 'the order has its instructions', async () => (await statusOf(stage, before)) === 'awaiting_payment');
      const sequence = await numberOf(mongo, before.orderId);
      clockTo(stage, -5 * MINUTE_MS);
      await meanwhile(stage.minutes(1), async () => {
        const { status } = await ask(stage, 'GET /v1/me', { token });
        holds(stage, 'a token of before still verifies', status === 200, status);
      });
      holds(stage, 'no deadline fires', (await statusOf(stage, before)) === 'awaiting_payment');
      holds(stage, 'the number of its last event stands', (await numberOf(mongo, before.orderId)) === sequence);
      const within = await orderBy(stage, BUYER);
      await finish(stage, before, BUYER);
      await finish(stage, within, BUYER);
      clockTo(stage, 0);
      const startedAt = performance.now();
      const after = await orderBy(stage, BUYER);
      await finish(stage, after, BUYER);
      figures.recoveredMs = performance.now() - startedAt;
      const all = await listed(stage, token);
      const mine = [before, within, after].map(({ orderId }) => orderId);
      holds(stage, 'pages show each order once', new Set(all).size === all.length && mine.every((id) => all.includes(id)), all);
      for (const order of [before, within, after])
        holds(stage, 'each comes to its end', (await readOrder(market, order)).outcome === 'completed', await readOrder(market, order));
    } finally {
      clockTo(stage, 0);
      await mongo.close();
    }
  },
};
