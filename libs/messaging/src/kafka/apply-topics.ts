import { deadLetterTopicOf, topology } from '@wadah/contracts';

import type { KafkaConnection } from './connect.ts';

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
    const configEntries = [
      { name: 'retention.ms', value: '-1' },
      { name: 'cleanup.policy', value: 'delete' },
    ];
    if (created.length > 0) {
      await admin
        .createTopics({
          waitForLeaders: true,
          topics: created.map((topic) => ({ topic, numPartitions: partitionsOfTopic, configEntries })),
        })
        .catch((error: unknown) => {
          if (!alreadyThere(error)) throw error;
        });
    }
    const old = wanted.filter((name) => existing.has(name));
    const { topics } = old.length > 0 ? await admin.fetchTopicMetadata({ topics: old }) : { topics: [] };
    const odd = topics.filter(({ partitions }) => partitions.length !== partitionsOfTopic);
    if (odd.length > 0)
      throw new Error(`Topics with another partition count than ${partitionsOfTopic}: ${odd.map(({ name }) => name).join(', ')}.`);
    return { created };
  } finally {
    await admin.disconnect();
  }
};
