import { applyIndexes, connectMongo, generationDesk, onGeneration, projectionStore, type Mongo } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';

type Row = { readonly name?: string; readonly price?: number };

let suite: Suite;
let replica: Mongo;

beforeAll(async () => {
  suite = await openSuite();
  replica = await connectMongo({ url: suite.names.mongoUrl, appName: 'mongo-test-replica' });
});
afterAll(async () => {
  await replica.close();
  await suite.end();
});

const event = (sequence: number) => ({ source: '/wadah/catalogue', subject: 'lst_1', sequence });
const live = () => projectionStore<Row>({ mongo: replica, collection: 'rows' });
const desk = () => generationDesk(suite.mongo, 'rows');

test('a writer waits while a projection is frozen, and writes where it was switched to; a reader is served meanwhile', async () => {
  await live().take('a', event(1), { set: { name: 'one' } });
  await applyIndexes(suite.mongo, [{ collection: 'rows', keys: { name: 1 }, options: { name: 'by_name' } }]);
  const { current, building } = await desk().begin();
  expect([current, building]).toEqual(['rows', 'rows.2']);
  await desk().freeze(10_000);
  // A replica that has just come, and so looks for the first time.
  await replica.close();
  replica = await connectMongo({ url: suite.names.mongoUrl, appName: 'mongo-test-replica' });
  const waiting = live().take('a', event(2), { set: { price: 2 } });
  const filling = projectionStore<Row>({ mongo: onGeneration(suite.mongo, 'rows', building), collection: 'rows' });
  await filling.take('a', event(1), { set: { name: 'one' } });
  expect(await live().get('a')).toMatchObject({ name: 'one' });
  expect(await desk().switchTo(building)).toBe(true);
  expect(await waiting).toBe(true);
  expect(await replica.collection('rows.2').findOne({ _id: 'a' })).toMatchObject({ name: 'one', price: 2 });
  expect(await replica.collection('rows').findOne({ _id: 'a' })).not.toHaveProperty('price');
  expect(await live().get('a')).toMatchObject({ price: 2 });
});

test('the new generation has the indexes of the old one, and the index job follows it', async () => {
  await applyIndexes(suite.mongo, [{ collection: 'rows', keys: { price: 1 }, options: { name: 'by_price' } }]);
  const indexes = await suite.mongo.collection('rows.2').indexes();
  expect(indexes.map(({ name }) => name)).toEqual(['_id_', 'by_name', 'by_price']);
});

test('a switch whose freeze is nearly over is refused, since somebody may write again', async () => {
  const { building } = await desk().begin();
  await desk().freeze(1_000);
  expect(await desk().switchTo(building)).toBe(false);
  await desk().thaw();
  expect(await desk().switchTo(building)).toBe(false);
});

test('differences are told row by row, both ways', async () => {
  const insert = (collection: string, rows: readonly object[]) => suite.mongo.collection(collection).insertMany(rows as never);
  await insert('left', [{ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'd', n: 1, m: 2 }]); // prettier-ignore
  await insert('right', [{ _id: 'b', n: 2 }, { _id: 'c', n: 1 }, { _id: 'd', m: 2, n: 1 }]); // prettier-ignore
  expect(await desk().differences('left', 'right')).toEqual([
    { id: 'a', what: 'only in the old' },
    { id: 'b', what: 'differs' },
    { id: 'c', what: 'only in the new' },
  ]);
});
