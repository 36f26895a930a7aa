import type { OutboxEntry } from '@wadah/messaging';
import { applyIndexes, decisionIndexes, decisionLog, newDecision, type Decision } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
  await applyIndexes(suite.mongo, decisionIndexes);
});
afterAll(() => suite.end());
afterEach(() => suite.mongo.records('decisions').deleteMany({}));

const made = (minute: number, change: Partial<Decision> = {}): Decision =>
  newDecision({
    action: 'seller_verified',
    subjectId: 'sel_1',
    actorId: 'acc_1',
    actorRole: 'curator',
    at: new Date(Date.UTC(2026, 10, 24, 8, minute)),
    reason: 'All papers are there.',
    before: { status: 'applied' },
    after: { status: 'verified', level: 'L1' },
    ...change,
  });

const item = (entry: Decision): OutboxEntry => ({ kind: 'entry', id: entry.id, time: entry.at, entry });

const log = () => decisionLog(suite.mongo);

test('a decision delivered again says the same and is done; another content under its id is a conflict', async () => {
  const decision = made(0);
  expect(await log().insert([item(decision)])).toEqual({ conflicting: [] });
  expect(await log().insert([item(decision), item(made(1))])).toEqual({ conflicting: [] });
  expect(await log().insert([item({ ...decision, reason: 'Something else.' })])).toEqual({ conflicting: [decision.id] });
  expect(await log().list({}, { limit: 10 })).toEqual([made(1), decision]);
});

test('what would stand under the id of another record is refused, never left out in silence', async () => {
  const decision = made(0);
  await log().record(decision);
  await log().record(decision);
  await expect(log().record({ ...decision, reason: 'Something else.' })).rejects.toThrow('Another record');
});

test('two of one person about one thing in one moment are two, where they say different things', async () => {
  const both = [made(0, { after: { field: 'nik' } }), made(0, { after: { field: 'npwp' } })];
  await Promise.all(both.map((decision) => log().record(decision)));
  expect(await log().list({}, { limit: 10 })).toEqual(expect.arrayContaining(both));
});

test('decisions are listed newest first, page by page, by subject, by actor and since a time', async () => {
  const others = [made(3, { subjectId: 'sel_2' }), made(4, { actorId: 'acc_2' })];
  for (const decision of [made(0), made(1), made(2), ...others]) await log().record(decision);
  const first = await log().list({ subjectId: 'sel_1', actorId: 'acc_1' }, { limit: 2 });
  expect(first).toEqual([made(2), made(1)]);
  const [, last] = first;
  expect(last && (await log().list({ subjectId: 'sel_1', actorId: 'acc_1' }, { after: last, limit: 2 }))).toEqual([made(0)]);
  expect(await log().list({ from: made(3).at }, { limit: 10 })).toEqual(others.toReversed());
});
