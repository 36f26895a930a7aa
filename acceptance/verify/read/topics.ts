import { randomUUID } from 'node:crypto';
import kafkajs, { type IHeaders, type Kafka, type KafkaMessage } from 'kafkajs';
import type { TopicEvent } from '../found.ts';

export type KafkaAccess = {
  readonly brokers: readonly string[];
  readonly username: string;
  readonly password: string;
  readonly topicPrefix: string;
};

type Ends = Map<string, number>;

const placeOf = (topic: string, partition: number): string => `${topic} ${partition}`;

const text = (headers: IHeaders | undefined, name: string): string => String(headers?.[name] ?? '');

const toEvent = (topic: string, partition: number, { offset, headers, value }: KafkaMessage): TopicEvent => ({
  topic,
  partition,
  offset: Number(offset),
  id: text(headers, 'ce_id'),
  type: text(headers, 'ce_type'),
  source: text(headers, 'ce_source'),
  subject: text(headers, 'ce_subject'),
  sequence: Number(text(headers, 'ce_sequence')),
  data: JSON.parse(value?.toString() ?? 'null'),
});

/** Where each partition that holds something ends now. */
const endsOf = async (client: Kafka, topicPrefix: string): Promise<{ readonly topics: string[]; readonly ends: Ends }> => {
  const admin = client.admin();
  await admin.connect();
  try {
    const names = await admin.listTopics();
    const topics = names.filter((name) => name.startsWith(topicPrefix) && /^[a-z]+\.events$/.test(name.slice(topicPrefix.length)));
    const ends: Ends = new Map();
    for (const topic of topics)
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
        if (Number(high) > Number(low)) ends.set(placeOf(topic, partition), Number(high));
    return { topics, ends };
  } finally {
    await admin.disconnect();
  }
};

/** Reads each partition up to its end, under a group that leaves nothing behind. */
const readTo = async (client: Kafka, topics: string[], ends: Ends): Promise<readonly TopicEvent[]> => {
  const events: TopicEvent[] = [];
  const open = new Set(ends.keys());
  const consumer = client.consumer({ groupId: `verify-${randomUUID()}`, allowAutoTopicCreation: false });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      const run = consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch: { topic, partition, messages } }) => {
          const place = placeOf(topic, partition);
          if (open.has(place)) events.push(...messages.map((message) => toEvent(topic, partition, message)));
          if (Number(messages.at(-1)?.offset ?? -1) + 1 >= (ends.get(place) ?? 0)) open.delete(place);
          if (open.size === 0) resolve();
        },
      });
      run.catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return events;
};

export const readTopics = async ({ brokers, username, password, topicPrefix }: KafkaAccess): Promise<readonly TopicEvent[]> => {
  const client = new kafkajs.Kafka({
    clientId: 'verify',
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const { topics, ends } = await endsOf(client, topicPrefix);
  return ends.size === 0 ? [] : readTo(client, topics, ends);
};
