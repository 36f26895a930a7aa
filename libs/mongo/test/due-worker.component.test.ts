import { setTimeout as pass } from 'node:timers/promises';
import { ok, runWithAmbient, currentAmbient } from '@wadah/kit';
import { clock, eventually, type TestClock } from '@wadah/testing';
import { applyIndexes, dueIndex, dueWorker, type DueWorker, type DueWorkerOptions } from '../src/index.ts';
import { noMetrics, openSuite, silentLogger, type Suite } from './support/suite.ts';
import { ticketStore, type Tickets } from './support/ticket.ts';

let suite: Suite;
let tickets: Tickets;
let time: TestClock;
const workers: DueWorker[] = [];

beforeAll(async () => {
  suite = await openSuite();
  await applyIndexes(suite.mongo, [dueIndex('tickets', 'dueAt')]);
});
afterAll(() => suite.end());
beforeEach(() => {
  time = clock();
  tickets = ticketStore(suite.mongo, time.now);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await suite.mongo.collection('tickets').deleteMany({});
});

const due = (id: string, inSeconds = 0) =>
  tickets.update(id, () => ok([{ type: 'Noted', dueAt: new Date(time.now().getTime() + inSeconds * 1_000) }]));

const finish = (id: string) => tickets.update(id, () => ok([{ type: 'Noted' }])).then(() => undefined);

const worker = (handle: (id: string) => Promise<void>, options: Partial<DueWorkerOptions> = {}): DueWorker => {
  const made = dueWorker({
    name: 'test',
    mongo: suite.mongo,
    collection: 'tickets',
    dueColumn: 'dueAt',
    handle,
    leaseMs: 10_000,
    intervalMs: 20,
    concurrency: 4,
    now: time.now,
    metrics: noMetrics,
    logger: silentLogger,
    ...options,
  });
  workers.push(made);
  return made;
};

test('what is due is handled once by two replicas together, and what is not due waits', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => due(`ticket-${n}`)));
  await due('ticket-later', 3_600);
  const handled: string[] = [];
  const handle = async (id: string) => {
    handled.push(id);
    await finish(id);
  };
  worker(handle);
  worker(handle);
  await eventually('all twenty', () => handled.length >= 20);
  await eventually('nothing due', async () => (await tickets.collection.countDocuments({ dueAt: { $exists: true } })) === 1);
  expect(handled.toSorted()).toEqual(Array.from({ length: 20 }, (_, n) => `ticket-${n}`).toSorted());
});

test('one that throws is put off with growing delay and does not hold up the others', async () => {
  await due('ticket-bad', -60);
  await due('ticket-good');
  const handled: string[] = [];
  worker(
    async (id) => {
      handled.push(id);
      if (id === 'ticket-bad') throw new Error('no');
      await finish(id);
    },
    { concurrency: 1 },
  );
  await eventually('the good one', () => handled.includes('ticket-good'));
  const delays: number[] = [];
  for (const tries of [1, 2, 3]) {
    await eventually(`try ${tries}`, () => handled.filter((id) => id === 'ticket-bad').length === tries);
    const dueAt = await eventually('put off', async () => {
      const at = (await tickets.collection.findOne({ _id: 'ticket-bad' }))?.['dueAt'];
      return at instanceof Date && at.getTime() - time.now().getTime() < 9_000 ? at : undefined;
    });
    delays.push(dueAt.getTime() - time.now().getTime());
    time.set(new Date(dueAt.getTime() + 1));
  }
  expect(delays[2]).toBeGreaterThan(delays[0] ?? 0);
});

test('an effect whose worker died before its mark is repeated after the lease', async () => {
  await due('ticket-crash');
  const effects: string[] = [];
  // The first worker does the effect and then hears nothing any more, as a killed process doesn't.
  const dead = worker(
    async () => {
      effects.push('dead');
      await new Promise(() => undefined);
    },
    { pauseWhile: () => effects.length > 0 },
  );
  await eventually('the first effect', () => effects.length === 1);
  workers.splice(workers.indexOf(dead), 1);
  worker(async (id) => {
    effects.push('second');
    await finish(id);
  });
  await pass(100);
  expect(effects).toEqual(['dead']);
  time.advance(11);
  await eventually('the second effect', () => effects.length === 2);
  expect(effects).toEqual(['dead', 'second']);
});

test('a wake handles at once, under the correlation of who woke, and costs no claim when the writer holds the lease', async () => {
  const seen: (string | undefined)[] = [];
  const woken = worker(
    async (id) => {
      seen.push(currentAmbient()?.correlationId);
      await finish(id);
    },
    { intervalMs: 60_000, firstLease: 'writer' },
  );
  await runWithAmbient({ correlationId: 'cor-7' }, async () => {
    await due('ticket-woken', 10);
    woken.wake('ticket-woken');
  });
  await eventually('handled', async () => (await tickets.collection.findOne({ _id: 'ticket-woken' }))?.['dueAt'] === undefined);
  expect(seen).toEqual(['cor-7']);
});

test('a wake while the same document is under way handles it once more', async () => {
  await due('ticket-twice', 10);
  let runs = 0;
  const gate = Promise.withResolvers<void>();
  const twice = worker(
    async () => {
      runs += 1;
      await gate.promise;
    },
    { intervalMs: 60_000, firstLease: 'writer' },
  );
  twice.wake('ticket-twice');
  twice.wake('ticket-twice');
  await eventually('the first run', () => runs === 1);
  gate.resolve();
  await eventually('again', () => runs === 2);
});

test('the sweep takes up the correlation of the write that made it due', async () => {
  await runWithAmbient({ correlationId: 'cor-8' }, () => due('ticket-cause'));
  const seen: (string | undefined)[] = [];
  worker(async (id) => {
    seen.push(currentAmbient()?.correlationId);
    await finish(id);
  });
  await eventually('handled', () => seen.length === 1);
  expect(seen).toEqual(['cor-8']);
});

test('the look for due documents reads their index', async () => {
  await due('ticket-plan');
  const plan = await tickets.collection
    .find({ dueAt: { $lte: time.now() } })
    .sort({ dueAt: 1 })
    .limit(4)
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain('"indexName":"due_dueAt"');
});
