import { orderClosedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import type { Consumer as KafkaConsumer, Kafka } from 'kafkajs';

import { consumer, sessionOf } from '../src/index.ts';
import { consumingSuite } from './support/consuming.ts';

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
  const { state, client } = fallingSilent(suite.kafka.client);
  const seen: string[] = [];
  const list = [consumer(orderClosedV1, async ({ subject }) => void seen.push(subject))];
  const { consumers } = await suite.join(list, { group: 'order-silent', client, limits: sessionOf(1_000) });
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
  await suite.disband();
  silence.resolve();
  expect(new Set(seen).size).toBe(seen.length);
});
