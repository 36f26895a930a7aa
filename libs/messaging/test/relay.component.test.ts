import { capture, eventually, freshNames, type Capture, type FreshNames } from '@wadah/testing';

import { connectKafka, startRelay, type OutboxEvent, type OutboxSource, type Relay, type RelayLimits } from '../src/index.ts';
import { exampleEvent, memoryEntries, memoryOutbox } from '../src/testing.ts';
import { recorder } from './support/recorder.ts';

let names: FreshNames;
let published: Capture;
const relays: Relay[] = [];
beforeAll(async () => {
  names = await freshNames('order', { topics: ['order.events', 'small.events'], partitions: 2 });
  published = await capture(names, ['order.events', 'small.events']);
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
});
afterAll(async () => {
  await published.stop();
  await names.drop();
});

const quick: Partial<RelayLimits> = { sweepEveryMs: 50, sweepAgeMs: 0, removeEveryMs: 50 };

const start = (outboxes: readonly OutboxSource[], limits: Partial<RelayLimits> = {}) => {
  const record = recorder();
  const { brokers, username, password } = names.stack.kafka;
  const kafka = connectKafka({ clientId: 'relay-test', brokers: [...brokers], username, password, logger: record.logger });
  const { metrics, logger } = record;
  const now = () => new Date();
  const relay = startRelay({
    kafka,
    source: '/wadah/order',
    topicPrefix: names.topicPrefix,
    outboxes,
    metrics,
    logger,
    now,
    limits: { ...quick, ...limits },
  });
  relays.push(relay);
  return { relay, record };
};

const sequencesOf = (subject: string) => published.events.filter((event) => event.subject === subject).map(({ sequence }) => sequence);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('a written event is published at once as a CloudEvent in binary mode, and then taken out of its document', async () => {
  const outbox = memoryOutbox();
  start([outbox], { sweepEveryMs: 60_000 });
  outbox.write('ord_1', [{ ...exampleEvent(1), traceparent: '00-1-2-01' }]);
  await eventually('it is published', () => sequencesOf('ord_1').length === 1);
  expect(published.events[0]).toMatchObject({ key: 'ord_1', topic: 'order.events', data: { orderId: 'ord_1' } });
  expect(published.events[0]?.headers).toEqual({
    ce_specversion: '1.0',
    ce_id: 'ord_1-event-1',
    ce_type: 'order.closed.v1',
    ce_source: '/wadah/order',
    ce_subject: 'ord_1',
    ce_time: '2026-11-24T07:00:00.000Z',
    ce_sequence: '0000000000000001',
    traceparent: '00-1-2-01',
    correlationid: 'correlation-1',
  });
  await eventually('it is taken out', () => outbox.waiting('ord_1').length === 0);
});

test('what a crash left behind is found by the sweeper', async () => {
  const outbox = memoryOutbox();
  outbox.write('ord_2', [exampleEvent(1, 'ord_2'), exampleEvent(2, 'ord_2')], { announce: false });
  start([outbox]);
  await eventually('both are published and taken out', () => sequencesOf('ord_2').length >= 2 && outbox.waiting('ord_2').length === 0);
  expect(sequencesOf('ord_2').slice(0, 2)).toEqual([1, 2]);
});

test('two relays over the same outbox may repeat an event, but never publish one before its predecessor', async () => {
  const outbox = memoryOutbox();
  start([outbox]);
  start([outbox]);
  const subjects = ['ord_3', 'ord_4', 'ord_5'];
  for (const sequence of numbers(1, 40)) {
    for (const subject of subjects) outbox.write(subject, [exampleEvent(sequence, subject)], { announce: sequence % 3 !== 0 });
    if (sequence % 10 === 0) await eventually('some are out', () => sequencesOf('ord_3').length > 0);
  }
  await eventually('all are taken out', () => subjects.every((subject) => outbox.waiting(subject).length === 0));
  await eventually('all are published', () => subjects.every((subject) => new Set(sequencesOf(subject)).size === 40));
  for (const subject of subjects) {
    let highest = 0;
    for (const sequence of sequencesOf(subject)) {
      expect(sequence).toBeLessThanOrEqual(highest + 1);
      highest = Math.max(highest, sequence);
    }
  }
});

const padded = (sequence: number, subject: string, bytes: number): OutboxEvent => ({
  ...exampleEvent(sequence, subject),
  topic: 'small.events',
  data: { padding: 'x'.repeat(bytes) },
});

test('a document that the broker refuses is isolated and set aside, while all others in its batch go out', async () => {
  const { brokers, username, password } = names.stack.kafka;
  const admin = connectKafka({ clientId: 'admin', brokers: [...brokers], username, password, logger: recorder().logger }).client.admin();
  await admin.connect();
  const configEntries = [{ name: 'max.message.bytes', value: '4000' }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: `${names.topicPrefix}small.events`, configEntries }] });
  await admin.disconnect();

  const outbox = memoryOutbox();
  const { record } = start([outbox], { sweepEveryMs: 60_000 });
  const good = numbers(1, 20).map((index) => `ord_g${index}`);
  for (const subject of good.slice(0, 10)) outbox.write(subject, [padded(1, subject, 300)]);
  outbox.write('ord_big', [padded(1, 'ord_big', 9_000)]);
  for (const subject of good.slice(10)) outbox.write(subject, [padded(1, subject, 300)]);

  await eventually('the others are out', () =>
    good.every((subject) => sequencesOf(subject).length > 0 && outbox.waiting(subject).length === 0),
  );
  await eventually('the one at fault is set aside', () => outbox.setAsideReason('ord_big'));
  expect(sequencesOf('ord_big')).toEqual([]);
  expect(outbox.waiting('ord_big')).toHaveLength(1);
  expect(record.counts.get('wadah_outbox_set_aside_total source=memory')).toBe(1);
});

test('a journal entry goes to the journal and never to Kafka; one that contradicts it stays, with one alarm', async () => {
  const journal = memoryEntries();
  const outbox = memoryOutbox('payments', journal);
  const entry = (id: string, amountRupiah: number) => ({ kind: 'entry', id, time: new Date(), entry: { amountRupiah } }) as const;
  await journal.insert([entry('pay_1:capture:1', 5)]);
  const { record } = start([outbox]);
  outbox.write('pay_1', [exampleEvent(1, 'pay_1'), entry('pay_1:capture:1', 7), entry('pay_1:release:1', 3)]);
  await eventually('event and new entry are gone', () => outbox.waiting('pay_1').length === 1);
  expect(outbox.waiting('pay_1').map(({ id }) => id)).toEqual(['pay_1:capture:1']);
  expect(journal.stored().map(({ id, entry: content }) => [id, content])).toEqual([
    ['pay_1:capture:1', { amountRupiah: 5 }],
    ['pay_1:release:1', { amountRupiah: 3 }],
  ]);
  expect(record.counts.get('wadah_journal_conflicts_total source=payments')).toBe(1);
});
