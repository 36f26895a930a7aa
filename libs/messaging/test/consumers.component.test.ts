import { orderClosedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';

import { consumer, OutageError, type Delivered } from '../src/index.ts';
import { committedOffsets, consumingSuite } from './support/consuming.ts';

let suite: Awaited<ReturnType<typeof consumingSuite>>;
beforeAll(async () => {
  // Without its topic a dead letter can't be written, and that would look like the outage itself.
  suite = await consumingSuite(['outage']);
});
afterAll(() => suite.leave());

let round = 0;
/** Orders and a group of the test's own, so that tests share topics and not each other's events. */
const fresh = () => {
  round += 1;
  const prefix = `ord_${round}_`;
  return {
    group: `order-${round}`,
    id: (name: string) => `${prefix}${name}`,
    isMine: (event: Delivered<unknown>) => event.subject.startsWith(prefix),
  };
};

const marks = (events: readonly Delivered<unknown>[]) => events.map(({ subject, sequence }) => `${subject.split('_')[2]}${sequence}`);

test('what was published before the group existed is handled', async () => {
  const { group, id, isMine } = fresh();
  await suite.send(id('a'), 1);
  const seen: Delivered<unknown>[] = [];
  await suite.join([consumer(orderClosedV1, async (event) => void (isMine(event) && seen.push(event)))], { group });
  await eventually('the event is handled', () => seen.length === 1);
});

test('events of one key never run at the same time and stay in order, while other keys run beside them', async () => {
  const { group, id, isMine } = fresh();
  const seen: Delivered<unknown>[] = [];
  const running = new Map<string, number>();
  let keysAtOnce = 0;
  const slow = consumer(orderClosedV1, async (event) => {
    if (!isMine(event)) return;
    running.set(event.subject, (running.get(event.subject) ?? 0) + 1);
    expect(running.get(event.subject)).toBe(1);
    keysAtOnce = Math.max(keysAtOnce, running.size);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(event.subject);
    seen.push(event);
  });
  const keys = ['a', 'b', 'c', 'd'];
  for (const sequence of [1, 2, 3, 4, 5]) await Promise.all(keys.map((key) => suite.send(id(key), sequence)));
  await suite.join([slow], { group });
  await eventually('all are handled', () => seen.length === 20);
  for (const key of keys) {
    expect(marks(seen.filter(({ subject }) => subject === id(key)))).toEqual([1, 2, 3, 4, 5].map((n) => `${key}${n}`));
  }
  expect(keysAtOnce).toBeGreaterThan(1);
});

test('an outage never makes a dead letter: the partition waits, readiness tells, and everything goes on after', async () => {
  const { id, isMine } = fresh();
  const seen: Delivered<unknown>[] = [];
  let down = true;
  let tries = 0;
  const needy = consumer(orderClosedV1, async (event) => {
    if (!isMine(event)) return;
    tries += 1;
    if (down) throw new OutageError('The database does not answer.');
    seen.push(event);
  });
  const { consumers, record } = await suite.join([needy], { group: 'outage' });
  await suite.send(id('a'), 1);
  await suite.send(id('a'), 2);
  await eventually('it was tried more often than poison would be', () => tries > 8);
  expect(consumers.ready()).toBe(false);
  expect(consumers.lag().some(({ events }) => events > 0)).toBe(true);
  down = false;
  await eventually('both events are handled', () => seen.length === 2);
  expect(marks(seen)).toEqual(['a1', 'a2']);
  expect(record.total('wadah_dead_letters_total')).toBe(0);
  await eventually('the member is ready again', () => consumers.ready());
});

test('a failure that passes is tried again, and makes no dead letter', async () => {
  const { group, id, isMine } = fresh();
  const seen: Delivered<unknown>[] = [];
  let failures = 0;
  const shaky = consumer(orderClosedV1, async (event) => {
    if (!isMine(event)) return;
    failures += 1;
    if (failures < 5) throw new TypeError('Not yet.');
    seen.push(event);
  });
  const { record } = await suite.join([shaky], { group });
  await suite.send(id('a'), 1);
  await eventually('it is handled at the fifth try', () => seen.length === 1);
  expect(record.total('wadah_dead_letters_total')).toBe(0);
});

test('offsets are committed before a member leaves, so the next one starts after what was handled', async () => {
  const { group, id, isMine } = fresh();
  const seen: Delivered<unknown>[] = [];
  const counting = consumer(orderClosedV1, async (event) => void (isMine(event) && seen.push(event)));
  const first = await suite.join([counting], { group, limits: { commitEveryMs: 60_000 } });
  await suite.send(id('a'), 1);
  await eventually('it is handled', () => seen.length === 1);
  await first.consumers.stop();
  await suite.join([counting], { group });
  await suite.send(id('a'), 2);
  await eventually('the next one is handled', () => seen.length === 2);
  expect(marks(seen)).toEqual(['a1', 'a2']);
});

test('an unfinished event holds the commit back although later ones are done', async () => {
  const { group, id, isMine } = fresh();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const seen: Delivered<unknown>[] = [];
  const holding = consumer(orderClosedV1, async (event) => {
    if (!isMine(event)) return;
    if (event.subject === id('a')) await held;
    seen.push(event);
  });
  const before = await suite.endOffsets();
  await suite.join([holding], { group });
  await suite.send(id('a'), 1);
  const others = ['b', 'c', 'd', 'e', 'f', 'g'];
  for (const key of others) await suite.send(id(key), 1);
  await eventually('the others are done', () => seen.length === others.length);
  const stuck = await eventually('partitions without the held event are committed to their end', async () => {
    const [committed, end] = await Promise.all([committedOffsets(suite, group), suite.endOffsets()]);
    const behind = [...end].filter(([partition, offset]) => (committed.get(partition) ?? 0) < offset);
    return behind.length === 1 ? { partition: behind[0]![0], committed: committed.get(behind[0]![0]) ?? 0 } : undefined;
  });
  expect(stuck.committed).toBeLessThanOrEqual(before.get(stuck.partition)!);
  release();
  await eventually('then all is committed', async () => {
    const [committed, end] = await Promise.all([committedOffsets(suite, group), suite.endOffsets()]);
    return [...end].every(([partition, offset]) => committed.get(partition) === offset);
  });
});

test('two members share the partitions: every event is handled, and each of them gets some', async () => {
  const { group, id, isMine } = fresh();
  const seen: { by: string; event: Delivered<unknown> }[] = [];
  const by = (name: string) => consumer(orderClosedV1, async (event) => void (isMine(event) && seen.push({ by: name, event })));
  const keys = Array.from({ length: 12 }, (_, index) => id(`k${index}`));
  const first = await suite.join([by('first')], { group });
  await Promise.all(keys.map((key) => suite.send(key, 1)));
  const second = await suite.join([by('second')], { group });
  await Promise.all(keys.map((key) => suite.send(key, 2)));
  const everyOne = (sequence: number) =>
    new Set(seen.flatMap(({ event }) => (event.sequence === sequence ? [event.subject] : []))).size === 12;
  await eventually('all events of both rounds are handled', () => everyOne(1) && everyOne(2));
  await eventually('both work', async () => {
    await suite.send(keys[Math.floor(Math.random() * 12)]!, 3);
    return new Set(seen.filter(({ event }) => event.sequence === 3).map(({ by: name }) => name)).size === 2;
  });
  for (const key of keys) {
    const order = seen.filter(({ event }) => event.subject === key).map(({ event }) => event.sequence);
    expect(order.indexOf(1)).toBeLessThan(order.indexOf(2));
  }
  expect(first.consumers.healthy() && second.consumers.healthy()).toBe(true);
});

test('a partition that was lost while it was paused is fetched again when it comes back', async () => {
  const { group, id, isMine } = fresh();
  const seen: Delivered<unknown>[] = [];
  let down = true;
  const needy = consumer(orderClosedV1, async (event) => {
    if (!isMine(event)) return;
    if (down) throw new OutageError('The database does not answer.');
    seen.push(event);
  });
  const keys = Array.from({ length: 8 }, (_, index) => id(`k${index}`));
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const holding = consumer(orderClosedV1, (event) => (isMine(event) ? held : Promise.resolve()));
  const first = await suite.join([needy], { group, limits: { outageWait: { firstMs: 3_000, mostMs: 3_000 } } });
  for (const key of keys) await suite.send(key, 1);
  await eventually('both partitions are paused', () => first.record.counts.get(`wadah_consumer_outages_total topic=${suite.topic}`) === 2);
  const second = await suite.join([holding], { group, limits: { stopWithinMs: 10 } });
  await eventually('each has one of them', () => first.consumers.lag().length === 1 && second.consumers.lag().length === 1);
  down = false;
  await second.consumers.stop();
  await eventually('all events are handled', () => new Set(seen.map(({ subject }) => subject)).size === keys.length);
  release();
});
