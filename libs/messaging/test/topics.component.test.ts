import { topology } from '@wadah/contracts';
import { freshNames, type FreshNames } from '@wadah/testing';

import { applyTopics, connectKafka, type KafkaConnection } from '../src/index.ts';
import { recorder } from './support/recorder.ts';

let names: FreshNames;
let kafka: KafkaConnection;
beforeAll(async () => {
  names = await freshNames('order', { topics: [] });
  const { brokers, username, password } = names.stack.kafka;
  kafka = connectKafka({ clientId: 'topics-test', brokers: [...brokers], username, password, logger: recorder().logger });
});
afterAll(() => names.drop());

test('every topic and each group’s dead letters are made once, with six partitions and kept for ever', async () => {
  const { topicPrefix } = names;
  const { created } = await applyTopics({ kafka, topicPrefix });
  expect(created).toEqual(expect.arrayContaining([`${topicPrefix}order.events`, `${topicPrefix}gateway.dead-letters`]));
  expect(created).toHaveLength(Object.values(topology).length * 2 - 1);
  expect(await applyTopics({ kafka, topicPrefix })).toEqual({ created: [] });

  const admin = kafka.client.admin();
  await admin.connect();
  const name = `${topicPrefix}order.events`;
  const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
  expect(topics[0]?.partitions).toHaveLength(6);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: 2, name, configNames: ['retention.ms'] }],
  });
  expect(resources[0]?.configEntries[0]?.configValue).toBe('-1');
  await admin.disconnect();
});

test('a topic with another number of partitions is refused, since keys would move', async () => {
  const topicPrefix = `${names.topicPrefix}odd.`;
  const admin = kafka.client.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic: `${topicPrefix}order.events`, numPartitions: 3 }] });
  await admin.disconnect();
  await expect(applyTopics({ kafka, topicPrefix })).rejects.toThrow('order.events');
});
