import { randomBytes } from 'node:crypto';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import { eventually } from './eventually.ts';
import type { FreshNames } from './fresh-names.ts';
import { testKafka } from './kafka.ts';

export type CapturedEvent = {
  /** Without the suite's prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly type: string;
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly sequence: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Record<string, unknown>;
};

export type Capture = {
  readonly events: readonly CapturedEvent[];
  of(type: string, subject?: string): CapturedEvent[];
  /** Waits until so many events of that type (and subject) have come, and returns them. */
  waitFor(
    type: string,
    options?: { readonly subject?: string; readonly count?: number; readonly timeoutMs?: number },
  ): Promise<CapturedEvent[]>;
  stop(): Promise<void>;
};

const textHeaders = (headers: IHeaders | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, value?.toString() ?? '']));

const parseData = (message: KafkaMessage): Record<string, unknown> => {
  const text = message.value?.toString() ?? '{}';
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unparseable: text };
  }
};

const toCaptured = (topic: string, partition: number, message: KafkaMessage): CapturedEvent => {
  const headers = textHeaders(message.headers);
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString() ?? '',
    type: headers['ce_type'] ?? '',
    id: headers['ce_id'] ?? '',
    source: headers['ce_source'] ?? '',
    subject: headers['ce_subject'] ?? '',
    sequence: Number(headers['ce_sequence'] ?? '0'),
    headers,
    data: parseData(message),
  };
};

/** Reads topics from their first offset, so that a test sees what a service has published, in order. */
export const capture = async (names: FreshNames, topics: readonly string[]): Promise<Capture> => {
  const kafka = testKafka(names.stack);
  const groupId = `${names.topicPrefix}capture-${randomBytes(4).toString('hex')}`;
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: 100,
    sessionTimeout: 10_000,
    heartbeatInterval: 3_000,
    retry: { retries: 8 },
  });
  const events: CapturedEvent[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map((topic) => `${names.topicPrefix}${topic}`), fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: 8,
    eachMessage: async ({ topic, partition, message }) => {
      events.push(toCaptured(topic.slice(names.topicPrefix.length), partition, message));
    },
  });
  const of = (type: string, subject?: string) =>
    events.filter((event) => event.type === type && (subject === undefined || event.subject === subject));
  return {
    events,
    of,
    waitFor: (type, { subject, count = 1, timeoutMs = 10_000 } = {}) =>
      eventually(
        `${count} × ${type}${subject === undefined ? '' : ` of ${subject}`}`,
        () => (of(type, subject).length >= count ? of(type, subject) : undefined),
        { timeoutMs },
      ),
    stop: async () => {
      await consumer.stop();
      await consumer.disconnect();
    },
  };
};
