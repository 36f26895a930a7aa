import { deadLetterTopicOf, orderClosedV1 } from '@wadah/contracts';
import type { StackHandle } from '@wadah/local';
import kafkajs from 'kafkajs';
import { setTimeout as pause } from 'node:timers/promises';
import { GROUP, TOPIC_PREFIX } from './hop/quiet.ts';

const PARTITIONS = 6;
const PLAIN = `${TOPIC_PREFIX}bare`;

/** Makes the topics that only the bench writes, with as many partitions as the product's. */
export const benchTopics = async ({ kafkaAdmin }: StackHandle): Promise<{ readonly plain: string }> => {
  const { brokers, username, password } = kafkaAdmin;
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  const admin = new kafkajs.Kafka({ clientId: 'bench', brokers, sasl, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const wanted = [PLAIN, `${TOPIC_PREFIX}${orderClosedV1.topic}`, `${TOPIC_PREFIX}${deadLetterTopicOf(GROUP)}`];
  const there = new Set(await admin.listTopics());
  const topics = wanted.filter((topic) => !there.has(topic)).map((topic) => ({ topic, numPartitions: PARTITIONS }));
  if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: false });
  // A topic that was just made is unknown for a moment to the broker that is asked.
  while ((await admin.listTopics()).filter((topic) => wanted.includes(topic)).length < wanted.length) await pause(100);
  await admin.disconnect();
  return { plain: PLAIN };
};
