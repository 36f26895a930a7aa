import { eventually } from '@wadah/testing';
import fc from 'fast-check';

import { connectKafka, OutageError, startRelay, type RelayLimits } from '../src/index.ts';
import type { Publisher } from '../src/kafka/publisher.ts';
import { exampleEvent, memoryOutbox } from '../src/testing.ts';
import type { WireMessage } from '../src/wire/headers.ts';
import { recorder } from './support/recorder.ts';

const limits: Partial<RelayLimits> = { wait: { firstMs: 1, mostMs: 5 }, removeEveryMs: 5, sweepEveryMs: 5, sweepAgeMs: 0 };

/** A broker that answers as the list says (true: acknowledged) and then always acknowledges. */
const scripted = (answers: readonly boolean[] = []) => {
  const left = [...answers];
  const batches: (readonly WireMessage[])[] = [];
  const log: string[] = [];
  let inFlight = 0;
  const publisher: Publisher = {
    publish: async (messages) => {
      inFlight += 1;
      expect(inFlight).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight -= 1;
      if (left.shift() === false) throw new OutageError('down');
      batches.push(messages);
      log.push(...messages.map(({ headers }) => `${headers['ce_subject']}/${Number(headers['ce_sequence'])}`));
    },
    stop: async () => undefined,
  };
  return { publisher, batches, log };
};

const start = (publisher: Publisher, more: Partial<RelayLimits> = {}) => {
  const outbox = memoryOutbox();
  const { metrics, logger, gauges } = recorder();
  const kafka = connectKafka({ clientId: 'unused', brokers: ['127.0.0.1:9'], username: 'u', password: 'p', logger });
  const now = () => new Date(Date.now() + 1);
  const options = { kafka, source: '/wadah/order', topicPrefix: '', outboxes: [outbox], metrics, logger, now };
  return { outbox, gauges, relay: startRelay({ ...options, publisher, limits: { ...limits, ...more } }) };
};

test('a broker that is down stalls the relay and loses nothing', async () => {
  const { publisher, log } = scripted([false, false, false]);
  const { relay, outbox } = start(publisher, { sweepEveryMs: 60_000, wait: { firstMs: 100, mostMs: 100 } });
  outbox.write('ord_1', [exampleEvent(1)]);
  await eventually('the relay is stalled', () => relay.stalled());
  expect(relay.ready()).toBe(false);
  expect(outbox.waiting('ord_1')).toHaveLength(1);
  outbox.write('ord_1', [exampleEvent(2)]);
  await eventually('both are out', () => log.length === 2);
  expect(log).toEqual(['ord_1/1', 'ord_1/2']);
  expect(relay.ready()).toBe(true);
  await relay.stop();
});

test('a batch that the broker does not answer stalls the relay long before its deadline', async () => {
  const silent: Publisher = { publish: () => new Promise(() => undefined), stop: async () => undefined };
  const { relay, outbox } = start(silent, { sweepEveryMs: 60_000, stopWithinMs: 1 });
  outbox.write('ord_1', [exampleEvent(1)]);
  expect(relay.stalled()).toBe(false);
  await eventually('the relay is stalled', () => relay.stalled(), { timeoutMs: 3_000 });
  await relay.stop();
});

test('a relay that gets nothing out measures and does not sweep, so that another replica may hold the lease', async () => {
  const { publisher } = scripted(Array.from({ length: 10_000 }, () => false));
  const { relay, outbox } = start(publisher);
  outbox.write('ord_1', [exampleEvent(1)]);
  await eventually('the relay is stalled', () => relay.stalled());
  const sweep = jest.spyOn(outbox, 'sweep');
  const backlog = jest.spyOn(outbox, 'backlog');
  await eventually('it was measured again', () => backlog.mock.calls.length > 3);
  expect(sweep.mock.calls.length).toBeLessThanOrEqual(1);
  await relay.stop();
});

test('a relay that stops waits until what it has published is taken out', async () => {
  const { publisher } = scripted();
  const { relay, outbox } = start(publisher, { sweepEveryMs: 60_000 });
  const remove = outbox.remove.bind(outbox);
  const calls: (() => Promise<void>)[] = [];
  outbox.remove = (list) => new Promise((resolve) => calls.push(() => remove(list).then(resolve)));
  outbox.write('ord_1', [exampleEvent(1)]);
  await eventually('the removal is under way', () => calls.length === 1);
  const stopped = relay.stop().then(() => outbox.waiting('ord_1').length);
  await new Promise((resolve) => setImmediate(resolve));
  await calls[0]?.();
  expect(await stopped).toBe(0);
});

test('events that gather while a batch is in flight leave together in one batch', async () => {
  const { publisher, batches } = scripted();
  const { relay, outbox } = start(publisher, { sweepEveryMs: 60_000 });
  for (let index = 1; index <= 30; index += 1) outbox.write(`ord_${index}`, [exampleEvent(1, `ord_${index}`)]);
  await eventually('all are out', () => batches.flat().length === 30);
  expect(batches.map(({ length }) => length)).toEqual([1, 29]);
  await relay.stop();
});

test('a batch is bounded in events and in bytes, and goes on where it stopped', async () => {
  const { publisher, batches, log } = scripted();
  const { relay, outbox } = start(publisher, { sweepEveryMs: 60_000, eventsMax: 10, bytesMax: 3_000 });
  outbox.write(
    'ord_1',
    Array.from({ length: 25 }, (_, index) => exampleEvent(index + 1)),
  );
  await eventually('all are out', () => log.length === 25);
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(5);
  expect(log).toEqual(Array.from({ length: 25 }, (_, index) => `ord_1/${index + 1}`));
  await relay.stop();
});

test('published events are taken out in bulk and the backlog is measured', async () => {
  const { publisher } = scripted();
  const { relay, outbox, gauges } = start(publisher);
  const removals: number[] = [];
  const remove = outbox.remove.bind(outbox);
  outbox.remove = async (list) => {
    removals.push(list.length);
    await remove(list);
  };
  for (let index = 1; index <= 20; index += 1) outbox.write(`ord_${index}`, [exampleEvent(1, `ord_${index}`)]);
  await eventually('the backlog is empty', async () => (await outbox.backlog()).documents === 0);
  expect(removals.length).toBeLessThanOrEqual(3);
  await eventually('the gauge says so', () => gauges.get('wadah_outbox_backlog source=memory') === 0);
  await relay.stop();
});

test('whatever fails and whenever it is written, no event is published before its predecessor', async () => {
  const step = fc.record({
    subject: fc.constantFrom('ord_1', 'ord_2', 'ord_3'),
    count: fc.integer({ min: 1, max: 3 }),
    announce: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.array(fc.boolean(), { maxLength: 10 }), async (steps, answers) => {
      const { publisher, log } = scripted(answers);
      const { relay, outbox } = start(publisher);
      const written = new Map<string, number>();
      for (const { subject, count, announce } of steps) {
        const from = written.get(subject) ?? 0;
        written.set(subject, from + count);
        outbox.write(
          subject,
          Array.from({ length: count }, (_, index) => exampleEvent(from + index + 1, subject)),
          { announce },
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
      await eventually('all is out', async () => (await outbox.backlog()).documents === 0, { everyMs: 2 });
      await relay.stop();
      for (const [subject, count] of written) {
        const firsts = [...new Set(log.filter((line) => line.startsWith(`${subject}/`)))];
        expect(firsts).toEqual(Array.from({ length: count }, (_, index) => `${subject}/${index + 1}`));
      }
    }),
    { numRuns: 60 },
  );
});
