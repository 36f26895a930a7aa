import { eventually } from '@wadah/testing';
import { newOrder, openSuite, paidPayment, type Suite } from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  // Looks of the sweeps would be counted too.
  suite = await openSuite({ DUE_SWEEP_MS: '60000' });
}, 60_000);
afterAll(() => suite.end());

type Spent = Readonly<Record<string, number>>;

const requests = async (): Promise<Spent> => {
  const metric = await suite.service.chassis.metrics.registry.getSingleMetric('wadah_mongo_requests_total')?.get();
  return Object.fromEntries((metric?.values ?? []).map(({ labels, value }) => [String(labels['command']), value]));
};

test('a payment from its order to its capture costs one insert, two updates of its own and the relay’s bulks', async () => {
  await paidPayment(suite, newOrder());
  const quiet = async () =>
    (await suite.service.chassis.mongo.collection('payments').countDocuments({ 'outbox.0': { $exists: true } })) === 0;
  await eventually('everything is published', quiet);
  const order = newOrder();
  const before = await requests();
  await paidPayment(suite, order);
  await eventually('everything is published', quiet);
  const after = await requests();
  const spent = (command: string) => (after[command] ?? 0) - (before[command] ?? 0);
  // The payment and its journal entry; two of its own and at most two bulk removals; no read, for each step follows a write of this process.
  expect([spent('insert'), spent('findAndModify')]).toEqual([2, 0]);
  expect(spent('update')).toBeLessThanOrEqual(4);
  expect(spent('find')).toBeLessThanOrEqual(3);
});
