import { orderClosedV1 } from '@wadah/contracts';
import { consumer, startConsumers, type ParkedKeys } from '@wadah/messaging';
import { setTimeout as pause } from 'node:timers/promises';
import { benchKafka, GROUP, quietLogger as logger, quietMetrics as metrics, TOPIC_PREFIX as topicPrefix } from './quiet.ts';
import { reading } from './reading.ts';

/** No event of the hop can fail, so no key ever waits. */
const nothingParked: ParkedKeys = {
  load: async () => [],
  park: async () => undefined,
  raise: async () => false,
  advance: async () => undefined,
  remove: async () => true,
  giveUp: async () => undefined,
  isGivenUp: async () => false,
};

const seen = reading();
const consumers = await startConsumers({
  kafka: benchKafka('bench-hop-reader'),
  group: GROUP,
  topicPrefix,
  consumers: [consumer(orderClosedV1, async ({ subject }) => seen.note(subject))],
  parked: nothingParked,
  metrics,
  logger,
  now: () => new Date(),
});
while (!consumers.ready()) await pause(20);
seen.answer();
