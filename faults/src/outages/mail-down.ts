import { restartPart, stackStatus } from '@wadah/local';
import { MongoClient } from 'mongodb';
import { clientAt } from '../client.ts';
import { finish, orderBy, shopOf } from './shopping.ts';
import { clockTo, holds, meanwhile, untilItHolds, type Outage, type Stage } from './stage.ts';

const MINUTE_MS = 60_000;
const ORDERS = 3;
const SHORT_ORDERS = 1;

const pendingOf = async (mongo: MongoClient): Promise<number> => {
  const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
  const name = databases
    .map((database) => database.name)
    .find((known) => known.startsWith('wadah_notification') && !known.includes('records'));
  return mongo.db(name).collection('messages').countDocuments({ status: 'pending' });
};

const subjectsTo = async ({ world: { stack } }: Stage, email: string): Promise<readonly string[]> => {
  const mail = clientAt(stack.mailUrl);
  const { items } = (await mail.call(`GET /api/email/summary?limit=500&search=${encodeURIComponent(email)}`)).body;
  return items.map(({ subject }: { subject: string }) => subject);
};

const dies = async (stage: Stage): Promise<void> => {
  const mail = (await stackStatus(stage.world.stack.name)).find(({ name }) => name === 'mail');
  if (mail?.pid !== undefined) process.kill(mail.pid, 'SIGKILL');
};

/** The numbers of orders, as people read them, each once in the subjects of what its seller was told about a new order. */
const toldOnce = (subjects: readonly string[], numbers: readonly string[]): boolean =>
  numbers.every((number) => {
    const about = subjects.filter((subject) => subject.includes(number));
    return about.length > 0 && new Set(about).size === about.length;
  });

export const mailDown: Outage = {
  name: 'mail server down',
  rule: 'an hour later every mail is sent, once each',
  run: async (stage) => {
    const { world, market, figures } = stage;
    const { owner } = shopOf(market);
    const mongo = await MongoClient.connect(world.stack.mongoVerifyUrl);
    try {
      await dies(stage);
      const orders = [];
      for (let at = 0; at < (stage.short ? SHORT_ORDERS : ORDERS); at += 1) {
        const order = await orderBy(stage, at);
        await finish(stage, order, at);
        orders.push(order);
      }
      const numbers: string[] = [];
      for (const order of orders)
        numbers.push((await market.api.must(`GET /v1/orders/${order.orderId}`, { token: await order.buyer.token() })).orderNumber);
      await untilItHolds(stage, 'mails wait', async () => (await pendingOf(mongo)) > 0, 15_000);
      figures.downMs = 60 * MINUTE_MS;
      for (let minute = 10; minute <= 60; minute += 10) {
        clockTo(stage, minute * MINUTE_MS);
        await meanwhile(stage.minutes(0.1), async () => undefined);
      }
      holds(stage, 'nothing is given up meanwhile', (await pendingOf(mongo)) > 0);
      await restartPart(world.stack, 'mail');
      // A mail is asked again after five minutes at most.
      clockTo(stage, 67 * MINUTE_MS);
      figures.recoveredMs = await untilItHolds(stage, 'no mail waits any more', async () => (await pendingOf(mongo)) === 0, 60_000);
      const subjects = await subjectsTo(stage, owner.email);
      holds(stage, 'the seller is told of each order, once each', toldOnce(subjects, numbers), { numbers, subjects });
    } finally {
      clockTo(stage, 0);
      await mongo.close();
      await restartPart(world.stack, 'mail');
    }
  },
};
