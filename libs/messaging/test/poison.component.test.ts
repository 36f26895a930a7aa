import { orderClosedV1 } from '@wadah/contracts';
import { capture, eventually, type Capture } from '@wadah/testing';

import { consumer, replay, type Consumer, type Delivered, type ParkedKeys } from '../src/index.ts';
import { memoryParkedKeys } from '../src/testing.ts';
import { committedOffsets, consumingSuite } from './support/consuming.ts';
import { recorder } from './support/recorder.ts';

let suite: Awaited<ReturnType<typeof consumingSuite>>;
let deadLetters: Capture;
const groups = ['parks', 'again', 'unreadable', 'unversioned', 'loaded', 'wrong', 'crashed'];
beforeAll(async () => {
  suite = await consumingSuite(groups);
  deadLetters = await capture(
    suite.names,
    groups.map((group) => `${group}.dead-letters`),
  );
});
afterEach(() => suite.disband());
afterAll(async () => {
  await deadLetters.stop();
  await suite.leave();
});

const lettersOf = (group: string, orderId: string) =>
  deadLetters.events.filter(({ topic, key }) => topic === `${group}.dead-letters` && key === orderId);
const sequences = (events: readonly Delivered<unknown>[], orderId: string) =>
  events.filter(({ subject }) => subject === orderId).map(({ sequence }) => sequence);

/** A consumer that fails on chosen orders until it is mended. */
const fragile = (failsOn: (event: Delivered<unknown>) => boolean) => {
  const seen: Delivered<unknown>[] = [];
  const state = { mended: false };
  const handler = consumer(orderClosedV1, async (event) => {
    if (!state.mended && failsOn(event)) throw new TypeError(`Cannot read properties of ${event.subject}`);
    seen.push(event);
  });
  return { seen, state, handler };
};

const replayKey = (key: string, options: { group: string; parked: ParkedKeys; consumers: readonly Consumer[] }) => {
  const { metrics, logger } = recorder();
  const { kafka, names } = suite;
  return replay({ kafka, topicPrefix: names.topicPrefix, topic: 'order.events', key, metrics, logger, now: () => new Date(), ...options });
};

const partitionsOf = [0, 1];

test('poison parks its key with a dead letter; other keys go on, later events of the key wait, and a replay handles all in order', async () => {
  const parked = memoryParkedKeys();
  const { seen, state, handler } = fragile(({ subject, sequence }) => subject === 'ord_p1' && sequence === 2);
  await suite.join([handler], { parked, group: 'parks' });
  for (const sequence of [1, 2, 3]) await suite.send('ord_p1', sequence);
  await suite.send('ord_p2', 1);
  await eventually('the dead letter is written', () => lettersOf('parks', 'ord_p1').length === 1);
  await suite.send('ord_p1', 4);
  await eventually('the others are handled and everything is committed', async () => {
    const [committed, end] = await Promise.all([committedOffsets(suite, 'parks'), suite.endOffsets()]);
    return [...end].every(([partition, offset]) => offset === 0 || committed.get(partition) === offset);
  });
  expect(sequences(seen, 'ord_p1')).toEqual([1]);
  expect(sequences(seen, 'ord_p2')).toEqual([1]);
  const [letter] = lettersOf('parks', 'ord_p1');
  expect(letter?.headers).toMatchObject({
    ce_type: 'order.closed.v1',
    deadletter_reason: 'TypeError: Cannot read properties of ord_p1',
    deadletter_topic: suite.topic,
    deadletter_partition: expect.stringMatching(/^\d$/),
    deadletter_offset: expect.stringMatching(/^\d+$/),
  });

  state.mended = true;
  expect(await replayKey('ord_p1', { group: 'parks', parked, consumers: [handler] })).toEqual({ handled: 3, givenUp: 0 });
  expect(sequences(seen, 'ord_p1')).toEqual([1, 2, 3, 4]);
  expect(await parked.load(suite.topic, partitionsOf)).toEqual([]);
  await suite.send('ord_p1', 5);
  await eventually('the key is free again', () => sequences(seen, 'ord_p1').length === 5);
});

test('a replay that fails again leaves the key parked', async () => {
  const parked = memoryParkedKeys();
  const { seen, handler } = fragile(({ subject }) => subject === 'ord_q1');
  await suite.join([handler], { parked, group: 'again' });
  await suite.send('ord_q1', 1);
  await eventually('the key is parked', async () => (await parked.load(suite.topic, partitionsOf)).length === 1);
  await expect(replayKey('ord_q1', { group: 'again', parked, consumers: [handler] })).rejects.toThrow('stays parked');
  expect(await parked.load(suite.topic, partitionsOf)).toHaveLength(1);
  expect(sequences(seen, 'ord_q1')).toEqual([]);
});

test.each([
  ['a value that is no JSON', 'unreadable', 'ord_u1', { rawValue: '{"orderId":' }],
  ['an unknown version', 'unversioned', 'ord_u2', { headers: { ce_type: 'order.closed.v7' } }],
])('%s is a dead letter at once, and the partition goes on', async (_rule, group, orderId, options) => {
  const { seen, handler } = fragile(() => false);
  await suite.join([handler], { group });
  await suite.send(orderId, 1, options);
  await suite.send(`${orderId}_after`, 1);
  await eventually('the dead letter is written', () => lettersOf(group, orderId).length === 1);
  await eventually('the next key is handled', () => sequences(seen, `${orderId}_after`).length === 1);
});

test('a key that was parked before the partition was assigned waits from the first event on', async () => {
  const parked = memoryParkedKeys();
  const group = `${suite.names.topicPrefix}loaded`;
  for (const [partition, end] of await suite.endOffsets()) {
    await parked.park({ group, topic: suite.topic, partition, key: 'ord_l1', from: end - 1, upTo: end - 1 });
  }
  const { seen, handler } = fragile(() => false);
  await suite.join([handler], { parked, group: 'loaded' });
  await suite.send('ord_l1', 1);
  await suite.send('ord_l2', 1);
  await eventually('the other key is handled', () => sequences(seen, 'ord_l2').length === 1);
  await eventually('the row is raised', async () => (await parked.load(suite.topic, partitionsOf)).some(({ from, upTo }) => upTo > from));
  expect(sequences(seen, 'ord_l1')).toEqual([]);
});

test('when more than five keys fail alike the partition pauses with an alarm, and a mended release goes on without loss', async () => {
  const parked = memoryParkedKeys();
  const { seen, state, handler } = fragile(({ subject }) => subject.startsWith('ord_w'));
  const { record } = await suite.join([handler], { parked, group: 'wrong' });
  const keys = Array.from({ length: 9 }, (_, index) => `ord_w${index}`);
  for (const key of keys) await suite.send(key, 1);
  await eventually('the alarm is raised', () => record.total('wadah_consumer_halts_total') > 3);
  const rows = (await parked.load(suite.topic, partitionsOf)).filter(({ key }) => keys.includes(key));
  expect(rows).toHaveLength(5);
  state.mended = true;
  const waiting = keys.filter((key) => !rows.some((row) => row.key === key));
  await eventually('the keys that were not parked are handled', () => waiting.every((key) => sequences(seen, key).length === 1));
  for (const { key } of rows) await replayKey(key, { group: 'wrong', parked, consumers: [handler] });
  for (const key of keys) expect(sequences(seen, key)).toEqual([1]);
});

test('a crash between the row of a parked key and its dead letter still leaves a dead letter', async () => {
  const parked = memoryParkedKeys();
  const { handler, state, seen } = fragile(({ subject }) => subject === 'ord_crashed');
  const before = await suite.endOffsets();
  await suite.send('ord_crashed', 1);
  const [place] = [...(await suite.endOffsets())].filter(([partition, offset]) => before.get(partition) !== offset);
  const [partition, end] = place ?? [0, 0];
  const from = end - 1;
  await parked.park({ group: `${suite.names.topicPrefix}crashed`, topic: suite.topic, partition, key: 'ord_crashed', from, upTo: from });
  await suite.join([handler], { parked, group: 'crashed' });
  await eventually('the dead letter is written', () => lettersOf('crashed', 'ord_crashed').length === 1);
  await suite.send('ord_crashed', 2);
  state.mended = true;
  await eventually('the next event waits behind it', async () => {
    const [row] = await parked.load(suite.topic, partitionsOf);
    return row !== undefined && row.upTo > from;
  });
  await replayKey('ord_crashed', { group: 'crashed', parked, consumers: [handler] });
  expect(sequences(seen, 'ord_crashed')).toEqual([1, 2]);
});
