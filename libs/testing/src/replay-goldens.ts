import { deadLetterTopicOf, topology, type ServiceName } from '@wadah/contracts';
import type { Admin } from 'kafkajs';
import { eventually } from './eventually.ts';
import type { FreshNames } from './fresh-names.ts';
import { goldenMessages, type GoldenMessage } from './goldens.ts';
import { testKafka } from './kafka.ts';
import { publisher } from './publish.ts';

export type Replayed = {
  readonly messages: readonly GoldenMessage[];
  /** Types of what the service could not digest, with the reason. */
  readonly deadLetters: readonly string[];
};

const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  const committed = new Map(
    (await admin.fetchOffsets({ groupId, topics: [...topics] })).flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic}/${partition}`, Math.max(Number(offset), 0)] as const),
    ),
  );
  const ends = await Promise.all(
    topics.map(async (topic) =>
      (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [`${topic}/${partition}`, Number(high)] as const),
    ),
  );
  return ends.flat().reduce((sum, [place, end]) => sum + end - (committed.get(place) ?? 0), 0);
};

const readDeadLetters = async (names: FreshNames, topic: string, count: number): Promise<readonly string[]> => {
  if (count === 0) return [];
  const consumer = testKafka(names.stack).consumer({ groupId: `${names.topicPrefix}golden-dead-letters`, maxWaitTimeInMs: 100 });
  const found: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message: { headers = {} } }) =>
      void found.push(
        `${headers['ce_type']?.toString()} ${headers['ce_subject']?.toString()}: ${headers['deadletter_reason']?.toString()}`,
      ),
  });
  await eventually('the dead letters are read', () => found.length >= count);
  await consumer.disconnect();
  return found;
};

/**
 * Publishes every golden message of the topics that a service reads, under a valid envelope, and waits until the service's group has
 * committed all of them: each is handled, ignored or refused, or a dead letter that is told here.
 */
export const replayGoldens = async (
  names: FreshNames,
  service: ServiceName,
  chosen: (message: GoldenMessage) => boolean = () => true,
): Promise<Replayed> => {
  const { consumes, group } = topology[service];
  const [sender, admin] = [await publisher(names), testKafka(names.stack).admin()];
  await admin.connect();
  try {
    const messages = goldenMessages(consumes).filter(chosen);
    await sender.publishAll(messages);
    const onWire = (topic: string) => `${names.topicPrefix}${topic}`;
    const lag = () => lagOf(admin, onWire(group), [...new Set(messages.map(({ topic }) => onWire(topic)))]);
    await eventually(`${service} has read every golden`, async () => (await lag()) === 0, { timeoutMs: 60_000, everyMs: 200 });
    const topic = onWire(deadLetterTopicOf(group));
    const dead = (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
    return { messages, deadLetters: await readDeadLetters(names, topic, dead) };
  } finally {
    await Promise.all([sender.stop(), admin.disconnect()]);
  }
};
