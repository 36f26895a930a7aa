import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { clock } from '@wadah/testing';
import { applyIndexes, outboxIndex, outboxWriter } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';
import { closedEvent, count, ticketStore } from './support/ticket.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
  await applyIndexes(suite.mongo, [outboxIndex('tickets')]);
});
afterAll(() => suite.end());
afterEach(async () => {
  await suite.mongo.collection('tickets').deleteMany({});
  await suite.mongo.collection('leases').deleteMany({});
});

const later = () => new Date(Date.now() + 1_000);

test('what a killed process wrote and did not publish is found by the sweeper of another', async () => {
  const child = spawn(process.execPath, [join(__dirname, 'support/killed-writer.mjs'), suite.names.mongoUrl], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  const { outbox } = ticketStore(suite.mongo);
  const swept = await outbox.sweep({ olderThan: later(), limit: 10 });
  expect(swept).toMatchObject([{ documentId: 'ticket-killed', items: [{ type: 'order.closed.v1', sequence: 1 }] }]);
  await outbox.remove(swept.map(({ documentId, items }) => ({ documentId, itemIds: items.map(({ id }) => id) })));
  expect(await outbox.sweep({ olderThan: later(), limit: 10 })).toEqual([]);
});

test('the sweeper reads the partial index of waiting documents and nothing else', async () => {
  const tickets = ticketStore(suite.mongo);
  await Promise.all(Array.from({ length: 30 }, (_, n) => tickets.update(`ticket-${n}`, count(`ticket-${n}`))));
  const all = await tickets.collection.find({}).toArray();
  await tickets.outbox.remove(all.slice(1).map(({ _id, outbox = [] }) => ({ documentId: _id, itemIds: outbox.map(({ id }) => id) })));
  const find = jest.spyOn(tickets.collection.constructor.prototype, 'find');
  expect(await tickets.outbox.sweep({ olderThan: later(), limit: 10 })).toHaveLength(1);
  const [filter] = find.mock.calls[0] as [object];
  find.mockRestore();
  const plan = await tickets.collection.find(filter).sort({ updatedAt: 1 }).limit(10).explain('executionStats');
  expect(JSON.stringify(plan['queryPlanner'])).toContain('"indexName":"outbox_waiting"');
  expect(JSON.stringify(plan['queryPlanner'])).not.toContain('COLLSCAN');
  expect(plan['executionStats'].totalDocsExamined).toBe(1);
});

test('one replica sweeps at a time, and another follows when its lease is over', async () => {
  const time = clock();
  const [first, second] = [ticketStore(suite.mongo, time.now), ticketStore(suite.mongo, time.now)];
  await first.update('ticket-leased', count('ticket-leased'));
  time.advance(1);
  expect(await first.outbox.sweep({ olderThan: time.now(), limit: 10 })).toHaveLength(1);
  expect(await second.outbox.sweep({ olderThan: time.now(), limit: 10 })).toHaveLength(0);
  time.advance(60);
  expect(await second.outbox.sweep({ olderThan: time.now(), limit: 10 })).toHaveLength(1);
});

test('a fresh document is left to the process that wrote it', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('ticket-fresh', count('ticket-fresh'));
  expect(await tickets.outbox.sweep({ olderThan: new Date(Date.now() - 1_000), limit: 10 })).toEqual([]);
});

test('removal takes only the named items, however often', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('ticket-pull', count('ticket-pull', 2));
  const [first] = (await tickets.collection.findOne({ _id: 'ticket-pull' }))?.outbox ?? [];
  const removal = { documentId: 'ticket-pull', itemIds: [first?.id ?? ''] };
  await tickets.outbox.remove([removal]);
  await tickets.outbox.remove([removal]);
  expect((await tickets.collection.findOne({ _id: 'ticket-pull' }))?.outbox).toMatchObject([{ sequence: 2 }]);
});

test('a document set aside is not swept any more and still counts in the backlog', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('ticket-aside', count('ticket-aside'));
  await tickets.outbox.setAside('ticket-aside', 'refused for its content');
  expect(await tickets.outbox.sweep({ olderThan: later(), limit: 10 })).toEqual([]);
  expect(await tickets.outbox.backlog()).toEqual({ documents: 1, oldestAt: expect.any(Date) });
});

test('a document with updates of its own appends through the writer and is announced after its write', async () => {
  const writer = outboxWriter({ mongo: suite.mongo, collection: 'stocks', now: () => new Date() });
  const heard = jest.fn();
  writer.outbox.onAppended(heard);
  const stocks = suite.mongo.collection<{ _id: string; version: number; sequence: number; available: number }>('stocks');
  await stocks.insertOne({ _id: 'var_1', version: 1, sequence: 4, available: 7 });
  const appended = writer.append({ _id: 'var_1', sequence: 4 }, [closedEvent('var_1', new Date())]);
  const { set, inc, push } = appended;
  await stocks.updateOne({ _id: 'var_1', version: 1 }, { $set: { available: 6, ...set }, $inc: { ...inc }, $push: { ...push } });
  expect(heard).not.toHaveBeenCalled();
  appended.announce();
  expect(heard).toHaveBeenCalledWith({ documentId: 'var_1', items: [expect.objectContaining({ sequence: 5 })] });
  expect(await stocks.findOne({ _id: 'var_1' })).toMatchObject({ version: 2, sequence: 5, available: 6 });
});
