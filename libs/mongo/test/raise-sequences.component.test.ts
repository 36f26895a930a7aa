import { connectMongo, raiseSequences, type Mongo } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';
import { count, refuseMissing, ticketStore } from './support/ticket.ts';

let suite: Suite;
let restored: Mongo;

/** What the topic has heard: of one more than the database knows, of one as much, of one less (it waits in the outbox), and of one that is lost. */
const heard = new Map([['tkt_behind', 5], ['tkt_even', 2], ['tkt_ahead', 1], ['tkt_lost', 4]]); // prettier-ignore

beforeAll(async () => {
  suite = await openSuite();
  const store = ticketStore(suite.mongo);
  await store.update('tkt_behind', count('tkt_behind', 2));
  await store.update('tkt_even', count('tkt_even', 2));
  await store.update('tkt_ahead', count('tkt_ahead', 3));
  const outcome = await raiseSequences(suite.mongo, heard);
  expect(outcome).toEqual({
    aggregates: 3,
    raised: [{ collection: 'tickets', id: 'tkt_behind', from: 2, to: 5 }],
    absent: ['tkt_lost'],
  });
  // Raised like any write, so that nothing which was read before is written over it.
  expect(await suite.mongo.collection('tickets').findOne({ _id: 'tkt_behind' })).toMatchObject({ version: 2, sequence: 5 });
  // A service that starts after the restore.
  restored = await connectMongo({ url: suite.names.mongoUrl, appName: 'mongo-test-restored' });
});

afterAll(async () => {
  await restored.close();
  await suite.end();
});

const numbersOf = async (ticketId: string): Promise<readonly unknown[]> => {
  const document = await restored.collection('tickets').findOne({ _id: ticketId });
  return ((document?.['outbox'] ?? []) as { sequence: number }[]).map(({ sequence }) => sequence);
};

test.each([
  ['tkt_behind', 'goes on above what its topic has seen, and publishes again what waited', [1, 2, 6]],
  ['tkt_even', 'goes on as it was', [1, 2, 3]],
  ['tkt_ahead', 'goes on as it was', [1, 2, 3, 4]],
  ['tkt_lost', 'is made again above the numbers that it once had', [5]],
  ['tkt_new', 'begins with 1', [1]],
])('after a restore %s %s', async (ticketId, _what, numbers) => {
  const written = await ticketStore(restored).update(ticketId, count(ticketId));
  expect(written.ok).toBe(true);
  expect(await numbersOf(ticketId)).toEqual(numbers);
});

test('a lost aggregate is no poison for who hears of it, and one that never was is', async () => {
  await raiseSequences(suite.mongo, new Map([['tkt_gone', 1]]));
  const [gone, never] = await Promise.all(['tkt_gone', 'tkt_never'].map((id) => ticketStore(suite.mongo).update(id, refuseMissing)));
  expect(gone).toMatchObject({ ok: false, rejection: { kind: 'conflict', code: 'lost-in-restore' } });
  expect(never).toMatchObject({ ok: false, rejection: { kind: 'not_found' } });
});

test('raising twice changes nothing the second time', async () => {
  expect(await raiseSequences(suite.mongo, heard)).toMatchObject({ raised: [] });
});
