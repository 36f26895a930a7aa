import { orderClosedV1 } from '@wadah/contracts';
import { consumer, startConsumers } from '@wadah/messaging';
import { setTimeout as pause } from 'node:timers/promises';
import { benchKafka, GROUP, quietLogger as logger, quietMetrics as metrics, TOPIC_PREFIX as topicPrefix } from './quiet.ts';
import { reading } from './reading.ts';

const seen = reading();
const consumers = await startConsumers({
  kafka: benchKafka('bench-hop-reader'),
  group: GROUP,
  topicPrefix,
  consumers: [consumer(orderClosedV1, async ({ subject }) => seen.note(subject))],
  parked: { load: async () => [], park: async () => undefined, raise: async () => false, remove: async () => true },
  metrics,
  logger,
  now: () => new Date(),
});
while (!consumers.ready()) await pause(20);
seen.answer();
