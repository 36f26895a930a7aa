import { ConflictsExhausted, projectionStore, type Mongo } from '../src/index.ts';
import { loseAnswers } from './support/lost-answers.ts';
import { openSuite, type Suite } from './support/suite.ts';

type Row = { readonly name: string; readonly price?: number };

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
});
afterAll(() => suite.end());

const event = (sequence: number, subject = 'lst_1') => ({ source: '/wadah/catalogue', subject, sequence });

const rows = (mongo: Mongo = suite.mongo) => projectionStore<Row>({ mongo, collection: 'rows' });

test('a newer event changes the row; a duplicate and a reordered one do not', async () => {
  const store = rows();
  expect(await store.take('a', event(2), { set: { name: 'second', price: 2 } })).toBe(true);
  expect(await store.take('a', event(2), { set: { name: 'again' } })).toBe(false);
  expect(await store.take('a', event(1), { set: { name: 'first' } })).toBe(false);
  expect(await store.take('a', event(5), { set: { name: 'fifth' }, unset: ['price'] })).toBe(true);
  const row = await store.get('a');
  expect(row).toMatchObject({ name: 'fifth' });
  expect(row).not.toHaveProperty('price');
});

test('each source aggregate has a number of its own in the row', async () => {
  const store = rows();
  expect(await store.take('b', event(9), { set: { name: 'of the listing' } })).toBe(true);
  expect(await store.take('b', event(1, 'sel_1'), { set: { price: 3 } })).toBe(true);
  expect(await store.get('b')).toMatchObject({ name: 'of the listing', price: 3 });
});

test('racing first events of one row are all taken, and the newest of each source stays', async () => {
  const store = rows();
  await Promise.all([1, 2, 3, 4].flatMap((n) => [1, 2].map((s) => store.take('c', event(s, `sel_${n}`), { set: { name: `${s}` } }))));
  const row = await store.get('c');
  expect(Object.values(row?.sources ?? {})).toEqual([2, 2, 2, 2]);
});

test('rows are found by their fields', async () => {
  const store = rows();
  await store.take('d', event(1, 'sel_9'), { set: { name: 'Kopi Lebak', price: 5 } });
  expect(await store.find({ name: 'Kopi Lebak' }, { limit: 5 })).toMatchObject([{ _id: 'd', price: 5 }]);
});

test('an event counts as stale only when a majority read shows a later one, so that a failover can’t lose it', async () => {
  const outcome = { acknowledged: true, matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null };
  const store = rows(loseAnswers(suite.mongo, ['updateOne'], 'instead', outcome));
  await expect(store.take('e', event(1), { set: { name: 'first' } })).rejects.toThrow(ConflictsExhausted);
  await rows().take('e', event(2), { set: { name: 'second' } });
  expect(await store.take('e', event(1), { set: { name: 'first' } })).toBe(false);
});
