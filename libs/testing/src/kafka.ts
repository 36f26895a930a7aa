import kafkajs from 'kafkajs';
import type { Kafka } from 'kafkajs';
import type { TestStack } from './test-stack.ts';

/** A client of the tests' own: quiet, because a test says itself what it misses. */
export const testKafka = (stack: TestStack): Kafka =>
  new kafkajs.Kafka({
    clientId: 'wadah-testing',
    brokers: [...stack.kafka.brokers],
    sasl: { mechanism: 'scram-sha-512', username: stack.kafka.username, password: stack.kafka.password },
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { initialRetryTime: 50, retries: 8 },
  });
