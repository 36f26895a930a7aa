import type { Consumer, EachBatchPayload } from 'kafkajs';

import type { ReceivedMessage } from '../wire/decode.ts';
import type { KafkaConnection } from './connect.ts';

export type ReadTopicsOptions = {
  readonly kafka: KafkaConnection;
  /** As on the wire; nothing is committed under it, so that each reading begins at the first offset. */
  readonly groupId: string;
  /** As on the wire. */
  readonly topics: readonly string[];
  /** Called in each partition's order; partitions run beside each other. */
  readonly handle: (place: { readonly topic: string; readonly partition: number }, message: ReceivedMessage) => Promise<void> | void;
};

export type TopicReading = {
  /**
   * Resolves when everything that the topics hold at the time of the call has been handled.
   * @throws what `handle` threw; nothing is handled after that.
   */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
};

type Ends = ReadonlyMap<string, number>;

const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/** Where each partition that holds something ends now. */
const endsOf = async ({ kafka, topics }: ReadTopicsOptions): Promise<Ends> => {
  const admin = kafka.client.admin();
  await admin.connect();
  try {
    const ends = new Map<string, number>();
    for (const topic of topics)
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
        if (Number(high) > Number(low)) ends.set(nameOf(topic, partition), Number(high));
    return ends;
  } finally {
    await admin.disconnect();
  }
};

/** How far each partition has been handled, and who waits for it. */
const progress = () => {
  const next = new Map<string, number>();
  const waiting = new Set<{ readonly ends: Ends; readonly done: () => void; readonly fail: (error: unknown) => void }>();
  let failure: { readonly error: unknown } | undefined;
  const reached = (ends: Ends): boolean => [...ends].every(([name, end]) => (next.get(name) ?? 0) >= end);
  const settle = (): void => {
    for (const one of waiting) {
      if (failure !== undefined) one.fail(failure.error);
      else if (reached(one.ends)) one.done();
      else continue;
      waiting.delete(one);
    }
  };
  return {
    failed: () => failure !== undefined,
    note: (name: string, offset: number) => {
      next.set(name, offset + 1);
      settle();
    },
    fail: (error: unknown) => {
      failure ??= { error };
      settle();
    },
    wait: (ends: Ends) =>
      new Promise<void>((done, fail) => {
        waiting.add({ ends, done, fail });
        settle();
      }),
  };
};

const run = async (consumer: Consumer, { topics, handle }: ReadTopicsOptions, seen: ReturnType<typeof progress>): Promise<void> => {
  const eachBatch = async ({ batch, heartbeat }: EachBatchPayload): Promise<void> => {
    const { topic, partition } = batch;
    for (const message of batch.messages) {
      if (seen.failed()) return;
      try {
        await handle({ topic, partition }, message);
      } catch (error) {
        seen.fail(error);
        return;
      }
      seen.note(nameOf(topic, partition), Number(message.offset));
      await heartbeat();
    }
  };
  consumer.on(consumer.events.CRASH, ({ payload }) => seen.fail(payload.error));
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({ autoCommit: false, partitionsConsumedConcurrently: 6, eachBatch });
};

/** Reads topics from their first offsets on, and goes on following them until it is stopped; for jobs beside the running services. */
export const readTopics = async (options: ReadTopicsOptions): Promise<TopicReading> => {
  const seen = progress();
  const consumer = options.kafka.client.consumer({ groupId: options.groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  try {
    await run(consumer, options, seen);
  } catch (error) {
    await consumer.disconnect();
    throw error;
  }
  return { catchUp: async () => seen.wait(await endsOf(options)), stop: () => consumer.disconnect() };
};
