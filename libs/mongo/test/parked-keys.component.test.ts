import { parkedKeys } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
});
afterAll(() => suite.end());
afterEach(() => suite.mongo.collection('parked_keys').deleteMany({}));

const row = { group: 'order', topic: 'payment.events', partition: 3, key: 'pay_1', from: 10, upTo: 10 };

test('a key is parked once: its beginning only falls, its end only rises', async () => {
  const rows = parkedKeys({ mongo: suite.mongo });
  await rows.park(row);
  await rows.park({ ...row, from: 12, upTo: 12 });
  await rows.park({ ...row, from: 9, upTo: 9 });
  expect(await rows.load('payment.events', [3, 4])).toEqual([{ ...row, from: 9, upTo: 12 }]);
  expect(await rows.load('payment.events', [4])).toEqual([]);
});

test('the end is raised while the row stands, and not when it is gone', async () => {
  const rows = parkedKeys({ mongo: suite.mongo });
  await rows.park(row);
  expect(await rows.raise(row, 15)).toBe(true);
  expect(await rows.raise(row, 11)).toBe(true);
  expect(await rows.load('payment.events', [3])).toEqual([{ ...row, upTo: 15 }]);
  expect(await rows.raise({ ...row, key: 'pay_2' }, 15)).toBe(false);
});

test('a row is removed only where nothing was parked behind what was replayed', async () => {
  const rows = parkedKeys({ mongo: suite.mongo });
  await rows.park(row);
  await rows.raise(row, 11);
  expect(await rows.remove(row)).toBe(false);
  expect(await rows.remove({ ...row, upTo: 11 })).toBe(true);
  expect(await rows.remove({ ...row, upTo: 11 })).toBe(false);
});
