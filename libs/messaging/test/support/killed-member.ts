import { orderClosedV1 } from '@wadah/contracts';

import { connectKafka, consumer, startConsumers } from '../../src/index.ts';
import { memoryParkedKeys } from '../../src/testing.ts';
import { recorder } from './recorder.ts';

// A process of its own that is killed by the test: it handles an event, tells so, and never comes to commit it.
const [brokers = '', username = '', password = '', topicPrefix = ''] = process.argv.slice(2);
const { metrics, logger } = recorder();
const kafka = connectKafka({ clientId: 'killed-member', brokers: brokers.split(','), username, password, logger });

await startConsumers({
  kafka,
  group: 'order-killed',
  topicPrefix,
  consumers: [consumer(orderClosedV1, async ({ subject }) => void process.stdout.write(`handled ${subject}\n`))],
  parked: memoryParkedKeys(),
  metrics,
  logger,
  now: () => new Date(),
  limits: { commitEveryMs: 3_600_000, sessionTimeoutMs: 2_000, heartbeatMs: 500, pollMs: 50 },
});
