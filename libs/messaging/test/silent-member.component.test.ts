import { orderClosedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import type { Consumer as KafkaConsumer, Kafka } from 'kafkajs';

import { connectKafka, consumer, sessionOf, startConsumers } from '../src/index.ts';
import { memoryParkedKeys } from '../src/testing.ts';
import { consumingSuite, quickLimits } from './support/consuming.ts';
import { recorder } from './support/recorder.ts';

let suite: Awaited<ReturnType<typeof consumingSuite>>;
beforeAll(async () => {
  suite = await consumingSuite();
});
afterAll(() => suite.leave());

/** Kept for the whole test, and let go at its end, since a client that waits keeps the process alive. */
const silence = Promise.withResolvers<void>();

/** Clients of which the first, once told to, waits for its next batch for ever: it fetches no more, sends no heartbeat, and says nothing. */
const fallingSilent = (client: Kafka) => {
  const made: KafkaConsumer[] = [];
  const state = { silent: false, made };
  const consumers: Kafka['consumer'] = (config) => {
    const real = client.consumer(config);
    const isFirst = made.push(real) === 1;
    const run: KafkaConsumer['run'] = (options = {}) =>
      real.run({
        ...options,
        eachBatch: (payload) => (isFirst && state.silent ? silence.promise : (options.eachBatch?.(payload) ?? silence.promise)),
      });
    return { ...real, run };
  };
  return { state, client: Object.assign(Object.create(client), { consumer: consumers }) as Kafka };
};

test('a client that has fallen silent is replaced, and what came meanwhile is handled by the next', async () => {
  const record = recorder();
  const { brokers, username, password } = suite.names.stack.kafka;
  const kafka = connectKafka({ clientId: 'messaging-test', brokers: [...brokers], username, password, logger: record.logger });
  const { state, client } = fallingSilent(kafka.client);
  const seen: string[] = [];
  const consumers = await startConsumers({
    kafka: { client },
    group: 'order-silent',
    topicPrefix: suite.names.topicPrefix,
    consumers: [consumer(orderClosedV1, async ({ subject }) => void seen.push(subject))],
    parked: memoryParkedKeys(),
    metrics: record.metrics,
    logger: record.logger,
    now: () => new Date(),
    limits: { ...quickLimits, ...sessionOf(1_000) },
  });
  await eventually('the member has joined', () => consumers.ready());
  await suite.send('ord_before', 1);
  await eventually('the first client hands over', () => seen.includes('ord_before'));

  state.silent = true;
  await suite.send('ord_silent', 1);
  await eventually('it is no longer called ready', () => !consumers.ready());
  await eventually('the next client hands over', () => seen.includes('ord_silent'), { timeoutMs: 20_000 });
  await eventually('it is ready again', () => consumers.ready());
  expect(state.made).toHaveLength(2);
  expect(consumers.healthy()).toBe(true);

  await suite.send('ord_after', 1);
  await eventually('and goes on', () => seen.includes('ord_after'));
  await consumers.stop();
  silence.resolve();
  expect(new Set(seen).size).toBe(seen.length);
});
