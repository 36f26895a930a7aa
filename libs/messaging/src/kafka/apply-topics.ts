import { setTimeout as delay } from 'node:timers/promises';

import { deadLetterTopicOf, topology } from '@wadah/contracts';
import type { Admin, ITopicMetadata } from 'kafkajs';

import type { KafkaConnection } from './connect.ts';
import { refusalOf } from './refusal.ts';

/** Keys move when the count changes, so another count means a new generation of the topic. */
const partitionsOfTopic = 6;

const topicNames = (): readonly string[] => {
  const wirings = Object.values(topology);
  const published = wirings.flatMap(({ publishes }) => (publishes === undefined ? [] : [publishes]));
  return [...new Set([...published, ...wirings.map(({ group }) => deadLetterTopicOf(group))])];
};

const alreadyThere = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors)
    ? error.errors.every((one: unknown) => typeof one === 'object' && one !== null && 'type' in one && one.type === 'TOPIC_ALREADY_EXISTS')
    : false;

const createMissing = async (admin: Admin, topics: readonly string[]): Promise<void> => {
  const configEntries = [
    { name: 'retention.ms', value: '-1' },
    { name: 'cleanup.policy', value: 'delete' },
  ];
  try {
    await admin.createTopics({
      waitForLeaders: false,
      topics: topics.map((topic) => ({ topic, numPartitions: partitionsOfTopic, configEntries })),
    });
  } catch (error) {
    if (!alreadyThere(error)) throw error;
  }
};

/** A topic that was just made is unknown for a moment to the broker that is asked, and the client's own wait takes that for an error. */
const metadataOf = async (admin: Admin, topics: string[]): Promise<readonly ITopicMetadata[]> => {
  for (let triesLeft = 100; ; triesLeft -= 1) {
    try {
      const metadata = await admin.fetchTopicMetadata({ topics });
      return metadata.topics;
    } catch (error) {
      if (triesLeft === 0 || refusalOf(error) !== 'topic') throw error;
      await delay(50);
    }
  }
};

/**
 * Makes every topic of the topology and the dead letters of each group: six partitions, kept for ever. What exists is left as it is.
 * @throws when a topic exists with another number of partitions.
 */
export const applyTopics = async ({
  kafka,
  topicPrefix,
}: {
  readonly kafka: KafkaConnection;
  readonly topicPrefix: string;
}): Promise<{ readonly created: readonly string[] }> => {
  const admin = kafka.client.admin();
  await admin.connect();
  try {
    const wanted = topicNames().map((name) => `${topicPrefix}${name}`);
    const existing = new Set(await admin.listTopics());
    const created = wanted.filter((name) => !existing.has(name));
    if (created.length > 0) await createMissing(admin, created);
    const odd = (await metadataOf(admin, wanted)).filter(({ partitions }) => partitions.length !== partitionsOfTopic);
    if (odd.length === 0) return { created };
    throw new Error(`Topics with another partition count than ${partitionsOfTopic}: ${odd.map(({ name }) => name).join(', ')}.`);
  } finally {
    await admin.disconnect();
  }
};
