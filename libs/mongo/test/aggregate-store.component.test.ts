import { ok, runWithAmbient } from '@wadah/kit';
import { OutboxFullError, type OutboxDocument } from '@wadah/messaging';
import mongoose from 'mongoose';
import { applyIndexes, ConflictsExhausted, mongoOutage, UniqueViolation } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';
import { count, nothing, refuse, ticketStore, type TicketEvent } from './support/ticket.ts';
import { loseAnswers, meanwhile } from './support/lost-answers.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
  await applyIndexes(suite.mongo, [{ collection: 'tickets', keys: { seat: 1 }, options: { name: 'seat', unique: true, sparse: true } }]);
});
afterAll(() => suite.end());

test('one write changes the state, numbers its events without gaps and appends them', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('ticket-1', count('ticket-1', 2));
  const outcome = await tickets.updateVersioned('ticket-1', count('ticket-1'));
  expect(outcome).toEqual({ ok: true, value: { state: { status: 'open', count: 3 }, version: 2, sequence: 3 } });
  const stored = await tickets.collection.findOne({ _id: 'ticket-1' });
  expect(stored?.outbox?.map((item) => item.kind === 'event' && item.sequence)).toEqual([1, 2, 3]);
});

test('an event carries the correlation and trace of the request that caused it', async () => {
  const tickets = ticketStore(suite.mongo);
  await runWithAmbient({ correlationId: 'cor-1', traceparent: '00-a-b-01' }, () => tickets.update('t-ambient', count('t-ambient')));
  const stored = await tickets.collection.findOne({ _id: 't-ambient' });
  expect(stored?.outbox?.[0]).toMatchObject({ correlationId: 'cor-1', traceparent: '00-a-b-01' });
});

test('eight racing updates all count, each once, in one sequence', async () => {
  const stores = Array.from({ length: 8 }, () => ticketStore(suite.mongo));
  await Promise.all(stores.map((tickets) => tickets.update('t-race', count('t-race'))));
  const stored = await stores[0]?.collection.findOne({ _id: 't-race' });
  expect(stored).toMatchObject({ version: 8, sequence: 8, state: { count: 8 } });
  expect(stored?.outbox?.map((item) => item.kind === 'event' && item.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a new aggregate costs one request when it is expected to be absent, and an existing one is still found', async () => {
  const tickets = ticketStore(suite.mongo);
  const find = jest.spyOn(tickets.collection, 'findOne');
  await tickets.update('t-new', count('t-new'), { expectAbsent: true });
  expect(find).not.toHaveBeenCalled();
  await tickets.update('t-new', count('t-new'), { expectAbsent: true });
  expect(await tickets.load('t-new')).toEqual({ status: 'open', count: 2 });
});

test('what was just read or written saves the next write its read, and is read anew when somebody else was faster', async () => {
  const tickets = ticketStore(suite.mongo);
  const find = jest.spyOn(tickets.collection, 'findOne');
  const made = await tickets.updateVersioned('t-from', count('t-from'), { expectAbsent: true });
  const from = made.ok ? made.value : undefined;
  await tickets.update('t-from', count('t-from'), from === undefined ? {} : { from });
  expect(find).not.toHaveBeenCalled();
  const stale = await tickets.loadVersioned('t-from');
  await tickets.update('t-from', count('t-from'));
  await tickets.update('t-from', count('t-from'), { from: stale });
  await tickets.update('t-from', count('t-from'), { from: { state: { status: 'open', count: 90 }, version: 4, sequence: 4 } });
  expect(await tickets.collection.findOne({ _id: 't-from' })).toMatchObject({ version: 5, sequence: 5, state: { count: 5 } });
});

test('the listener gets what was waiting and what this write pushed', async () => {
  const tickets = ticketStore(suite.mongo);
  const heard: OutboxDocument[] = [];
  tickets.outbox.onAppended((document) => heard.push(document));
  await tickets.update('t-heard', count('t-heard', 2));
  await tickets.update('t-heard', count('t-heard'));
  expect(heard.map(({ items }) => items.length)).toEqual([2, 3]);
});

test('a decision that writes nothing is answered only on a majority read', async () => {
  await ticketStore(suite.mongo).update('t-nothing', count('t-nothing'));
  const tickets = ticketStore(suite.mongo);
  const find = jest.spyOn(tickets.collection, 'findOne');
  expect(await tickets.update('t-nothing', nothing)).toEqual(ok({ status: 'open', count: 1 }));
  expect(await tickets.update('t-nothing', refuse)).toMatchObject({ ok: false, rejection: { code: 'ticket-state' } });
  expect(find.mock.calls.map(([, concern]) => concern)).toEqual([
    {},
    { readConcern: { level: 'majority' } },
    {},
    { readConcern: { level: 'majority' } },
  ]);
});

test('what this process wrote last is decided on without a read, and a decision that writes nothing still needs the majority’s', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-known', count('t-known'));
  const find = jest.spyOn(tickets.collection, 'findOne');
  expect(await tickets.update('t-known', count('t-known'))).toEqual(ok({ status: 'open', count: 2 }));
  expect(find).not.toHaveBeenCalled();
  expect(await tickets.update('t-known', refuse)).toMatchObject({ ok: false, rejection: { code: 'ticket-state' } });
  expect(find.mock.calls.map(([, concern]) => concern)).toEqual([{ readConcern: { level: 'majority' } }]);
});

test('a memory that another process has overtaken is decided on again, for a write, a refusal and a named version alike', async () => {
  const [tickets, other] = [ticketStore(suite.mongo), ticketStore(suite.mongo)];
  await tickets.update('t-overtaken', count('t-overtaken'));
  await other.update('t-overtaken', count('t-overtaken'));
  expect(await tickets.update('t-overtaken', count('t-overtaken'))).toEqual(ok({ status: 'open', count: 3 }));
  await other.update('t-overtaken', count('t-overtaken'));
  expect(await tickets.update('t-overtaken', nothing)).toEqual(ok({ status: 'open', count: 4 }));
  await tickets.update('t-overtaken', count('t-overtaken'));
  await other.update('t-overtaken', count('t-overtaken'));
  expect((await tickets.update('t-overtaken', count('t-overtaken'), { expectedVersion: 6 })).ok).toBe(true);
});

test('a memory is forgotten once another process tells of a newer version', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-told', count('t-told'));
  tickets.writtenElsewhere('t-told', 1);
  expect(tickets.lastWritten('t-told')?.version).toBe(1);
  tickets.writtenElsewhere('t-told', 2);
  expect(tickets.lastWritten('t-told')).toBeUndefined();
});

test('a write over another version than expected is refused and writes nothing', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-stale', count('t-stale'));
  await tickets.update('t-stale', count('t-stale'), { expectedVersion: 1 });
  const refused = await tickets.update('t-stale', count('t-stale'), { expectedVersion: 1 });
  expect(refused).toMatchObject({ ok: false, rejection: { kind: 'precondition_failed', code: 'version-stale' } });
  expect((await tickets.loadVersioned('t-stale')).version).toBe(2);
});

test('a taken value of another unique index names that index and is no conflict', async () => {
  const tickets = ticketStore(suite.mongo);
  const seat = (): ReturnType<typeof nothing> => ok<readonly TicketEvent[]>([{ type: 'Seated', seat: 'A1' }]);
  await tickets.update('t-seat-1', seat);
  const error = await tickets.update('t-seat-2', seat).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UniqueViolation);
  expect(error).toMatchObject({ index: 'seat' });
});

test('a column that has become undefined is unset', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-column', () => ok([{ type: 'Noted', dueAt: new Date(0) }]));
  await tickets.update('t-column', () => ok([{ type: 'Noted' }]));
  const stored = await tickets.collection.findOne({ _id: 't-column' });
  expect(stored).not.toHaveProperty('dueAt');
});

test('a full outbox refuses the hundred-and-first event until the relay has published', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-full', count('t-full', 100));
  await expect(tickets.update('t-full', count('t-full'))).rejects.toThrow(OutboxFullError);
});

test('an event that breaks its contract is not stored', async () => {
  const tickets = ticketStore(suite.mongo);
  await expect(tickets.update('x', count('x'))).rejects.toThrow('breaks its contract');
  expect(await tickets.load('x')).toEqual({ status: 'absent' });
});

test('a write whose answer was lost is found by loading again and not made twice', async () => {
  const tickets = ticketStore(loseAnswers(suite.mongo, ['updateOne', 'insertOne'], 'after'));
  await tickets.update('t-lost', count('t-lost'));
  await tickets.update('t-lost', count('t-lost'));
  expect(await tickets.collection.findOne({ _id: 't-lost' })).toMatchObject({ version: 2, sequence: 2, state: { count: 2 } });
});

test('a write that never arrived is made again', async () => {
  const tickets = ticketStore(loseAnswers(suite.mongo, ['updateOne', 'insertOne'], 'before'));
  await tickets.update('t-never', count('t-never'));
  expect(await tickets.collection.findOne({ _id: 't-never' })).toMatchObject({ version: 1, sequence: 1 });
});

test('a write over a version that a failover has replaced by another of the same number is a conflict', async () => {
  await ticketStore(suite.mongo).update('t-replaced', count('t-replaced'));
  const plain = suite.mongo.collection<{ _id: string; writeId: string; state: unknown }>('tickets');
  const failover = () => plain.updateOne({ _id: 't-replaced' }, { $set: { writeId: 'of another', state: { status: 'open', count: 7 } } });
  const tickets = ticketStore(meanwhile(suite.mongo, 'updateOne', failover));
  expect(await tickets.update('t-replaced', count('t-replaced'))).toEqual(ok({ status: 'open', count: 8 }));
});

test('nothing to do on a version that a failover has replaced by another of the same number is decided again', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-replaced-nothing', count('t-replaced-nothing'));
  const from = await tickets.loadVersioned('t-replaced-nothing');
  const plain = suite.mongo.collection<{ _id: string; writeId: string; state: unknown }>('tickets');
  await plain.updateOne({ _id: 't-replaced-nothing' }, { $set: { writeId: 'of another', state: { status: 'open', count: 7 } } });
  const seen: unknown[] = [];
  const look = (state: unknown) => {
    seen.push(state);
    return ok([]);
  };
  expect(await tickets.update('t-replaced-nothing', look, { from })).toEqual(ok({ status: 'open', count: 7 }));
  expect(seen).toEqual([
    { status: 'open', count: 1 },
    { status: 'open', count: 7 },
  ]);
});

test('a writer that always loses gives up as an outage', async () => {
  const tickets = ticketStore(suite.mongo);
  await tickets.update('t-loser', count('t-loser'));
  const outcome = { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null };
  const losing = ticketStore(loseAnswers(suite.mongo, ['updateOne'], 'instead', outcome));
  await expect(losing.update('t-loser', count('t-loser'))).rejects.toThrow(ConflictsExhausted);
});

test.each([
  ['not yet allowed to the database, whose users a job makes', 13],
  ['a password that is just being changed', 18],
  ['a full disk', 14_031],
])('%s is an outage', (_what, code) => {
  expect(mongoOutage(new mongoose.mongo.MongoServerError({ message: 'no', code }))).toBe(true);
});

test('network errors and lost primaries are outages, a duplicate key and a bug are none', async () => {
  const duplicate = await suite.mongo
    .collection('plain')
    .insertMany([{ _id: 'a' }, { _id: 'a' }])
    .catch((error: unknown) => error);
  expect(mongoOutage(duplicate)).toBe(false);
  expect(mongoOutage(new TypeError('x is not a function'))).toBe(false);
  const network = Object.assign(new Error('gone'), { name: 'MongoNetworkError' });
  expect(mongoOutage(network)).toBe(true);
});
