import { clock, type TestClock } from '@wadah/testing';
import { applyIndexes, idempotencyIndexes, idempotencyStore } from '../src/index.ts';
import { openSuite, type Suite } from './support/suite.ts';

let suite: Suite;
let time: TestClock;
let made = 0;

beforeAll(async () => {
  suite = await openSuite();
  await applyIndexes(suite.mongo, idempotencyIndexes);
});
afterAll(() => suite.end());
beforeEach(() => {
  time = clock();
});

const store = () => idempotencyStore({ mongo: suite.mongo, now: time.now, hashKey: Buffer.alloc(32, 7) });

const claim = (key: string, content = '{"a":1}') => ({
  principal: 'acc_1',
  operation: 'placeOrder',
  key,
  content,
  newId: () => `ord_${(made += 1)}`,
});

const answer = { kind: 'answer', status: 201, headers: { location: '/v1/orders/1' }, body: { orderId: 'ord_1' } } as const;

const claimed = async (key: string) => {
  const outcome = await store().claim(claim(key));
  if (outcome.status !== 'claimed') throw new Error(outcome.status);
  return outcome;
};

test('of eight twins at once one gets the key, the others hear that it is in flight', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => store().claim(claim('twins'))));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['claimed', ...Array.from({ length: 7 }, () => 'in_flight')]);
});

test('a finished request answers the same again', async () => {
  const { lease } = await claimed('finished');
  await store().finish(lease, answer);
  expect(await store().claim(claim('finished'))).toEqual({ status: 'finished', answer });
});

test('the same key with another content is a mismatch, in flight and finished', async () => {
  const { lease } = await claimed('mismatch');
  expect(await store().claim(claim('mismatch', '{"a":2}'))).toEqual({ status: 'mismatch' });
  await store().finish(lease, answer);
  expect(await store().claim(claim('mismatch', '{"a":2}'))).toEqual({ status: 'mismatch' });
});

test('the same key of another principal or operation is another key', async () => {
  await claimed('scoped');
  expect(await store().claim({ ...claim('scoped'), principal: 'acc_2' })).toMatchObject({ status: 'claimed' });
  expect(await store().claim({ ...claim('scoped'), operation: 'cancelOrder' })).toMatchObject({ status: 'claimed' });
});

test('after a crash the retry resumes under the id of the first try, once', async () => {
  const { id } = await claimed('crashed');
  time.advance(31);
  const outcomes = await Promise.all([store().claim(claim('crashed')), store().claim(claim('crashed'))]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['in_flight', 'resumed']);
  expect(outcomes.find(({ status }) => status === 'resumed')).toMatchObject({ id });
});

test('a holder whose lease has passed to another neither finishes nor frees the key', async () => {
  const { lease } = await claimed('overtaken');
  time.advance(31);
  await store().claim(claim('overtaken'));
  await store().finish(lease, answer);
  await store().free(lease);
  expect(await store().claim(claim('overtaken'))).toEqual({ status: 'in_flight' });
});

test('a freed key is new again; a released one keeps its id and its content', async () => {
  const freed = await claimed('freed');
  await store().free(freed.lease);
  expect(await store().claim(claim('freed', '{"a":3}'))).toMatchObject({ status: 'claimed' });
  const released = await claimed('released');
  await store().release(released.lease);
  expect(await store().claim(claim('released', '{"a":3}'))).toEqual({ status: 'mismatch' });
  expect(await store().claim(claim('released'))).toMatchObject({ status: 'resumed', id: released.id });
});

test('after a day the key is new again, also before the database has deleted it', async () => {
  const { id } = await claimed('day');
  time.advance(86_401);
  const again = await store().claim(claim('day', '{"a":4}'));
  expect(again).toMatchObject({ status: 'claimed' });
  expect(again).not.toMatchObject({ id });
});

test('the content is kept as a keyed hash only', async () => {
  await store().claim(claim('secret', '{"password":"correct horse"}'));
  const all = await suite.mongo.collection('idempotency_keys').find({}).toArray();
  expect(JSON.stringify(all)).not.toContain('horse');
});
