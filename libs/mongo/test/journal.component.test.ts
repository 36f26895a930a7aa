import { ok } from '@wadah/kit';
import type { OutboxEntry } from '@wadah/messaging';
import { applyIndexes, credit, debit, journal, journalIndexes, type JournalEntry } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';
import { ticketStore } from './support/ticket.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
  await applyIndexes(suite.mongo, journalIndexes());
});
afterAll(() => suite.end());
afterEach(() => suite.mongo.collection('journal').deleteMany({}));

const at = new Date('2026-11-24T08:00:00Z');

const entry = (id: string, amount = 100, when = at): JournalEntry => ({
  id,
  at: when,
  lines: [debit('clearing', amount), credit('escrow:so_1', amount)],
  refs: { paymentId: 'pay_1' },
});

const item = (made: JournalEntry): OutboxEntry => ({ kind: 'entry', id: made.id, time: made.at, entry: made });

const entries = () => journal({ mongo: suite.mongo });

test('an entry delivered again says the same and is done; another content under its id is a conflict', async () => {
  expect(await entries().insert([item(entry('a')), item(entry('b'))])).toEqual({ conflicting: [] });
  expect(await entries().insert([item(entry('a')), item(entry('c'))])).toEqual({ conflicting: [] });
  expect(await entries().insert([item(entry('a', 200)), item(entry('d'))])).toEqual({ conflicting: ['a'] });
  expect(await entries().balances(['clearing'])).toEqual([{ account: 'clearing', debitRupiah: 400, creditRupiah: 0 }]);
});

test('an entry with a reference left undefined says the same when it comes back from the outbox without it', async () => {
  const refs = Object.fromEntries([
    ['paymentId', 'pay_1'],
    ['sellerId', undefined],
  ]) as JournalEntry['refs'];
  expect(await entries().insert([item(entry('f'))])).toEqual({ conflicting: [] });
  expect(await entries().insert([item({ ...entry('f'), refs })])).toEqual({ conflicting: [] });
});

test('an entry that the database refused for another reason is no conflict: the insert fails and is tried again', async () => {
  const others = suite.mongo.connection.collection('refusing');
  await others.insertOne({ _id: 'g', at, lines: entry('g').lines, refs: entry('g').refs } as never);
  await suite.mongo.connection.db?.command({ collMod: 'refusing', validator: { _id: { $ne: 'h' } } });
  const refusing = journal({ mongo: suite.mongo, collection: 'refusing' });
  await expect(refusing.insert([item(entry('g')), item(entry('h'))])).rejects.toThrow();
});

test('an entry that is not balanced stays outside', async () => {
  const unbalanced = { ...entry('u'), lines: [debit('clearing', 100), credit('escrow:so_1', 99)] };
  expect(await entries().insert([item(unbalanced), item(entry('e'))])).toEqual({ conflicting: ['u'] });
  expect(await suite.mongo.collection('journal').countDocuments()).toBe(1);
});

test('an unbalanced movement is refused before the write that would make it', async () => {
  const tickets = ticketStore(suite.mongo, undefined, entries());
  await expect(tickets.update('ticket-1', () => ok([{ type: 'Paid', ticketId: 'ticket-1', at, amountRupiah: 0 }]))).rejects.toThrow(
    'wrong line',
  );
  expect(await tickets.load('ticket-1')).toEqual({ status: 'absent' });
});

test('an entry waits in the outbox of the write that moved the money, without a number', async () => {
  const tickets = ticketStore(suite.mongo, undefined, entries());
  await tickets.update('ticket-2', () => ok([{ type: 'Paid', ticketId: 'ticket-2', at, amountRupiah: 70 }]));
  const stored = await tickets.collection.findOne({ _id: 'ticket-2' });
  expect(stored).toMatchObject({ sequence: 0, outbox: [{ kind: 'entry', id: 'ticket-2:capture:1' }] });
  const [waiting] = stored?.outbox ?? [];
  if (waiting?.kind !== 'entry') throw new Error('No entry.');
  await entries().insert([waiting]);
  expect(await entries().insert([waiting])).toEqual({ conflicting: [] });
});

test('a page lists an account newest first and goes on where the last one ended', async () => {
  const times = [0, 1, 1, 2].map((second) => new Date(at.getTime() + second * 1_000));
  await entries().insert(times.map((when, n) => item(entry(`p${n}`, 10, when))));
  const first = await entries().page(['escrow:so_1', 'clearing'], { limit: 2 });
  expect(first.map(({ id }) => id)).toEqual(['p3', 'p2']);
  const second = await entries().page(['escrow:so_1', 'clearing'], { limit: 2, after: { at: first[1]?.at ?? at, id: 'p2' } });
  expect(second.map(({ id }) => id)).toEqual(['p1', 'p0']);
});
