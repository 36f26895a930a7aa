import type { OutgoingEvent } from '@wadah/contracts';
import { uuidv7 } from '@wadah/kit';
import kafkajs from 'kafkajs';
import type { FreshNames } from './fresh-names.ts';
import { testKafka } from './kafka.ts';

export type PublishOptions = {
  /** Number of the event within its aggregate. Default 1. */
  readonly sequence?: number;
  /** The same id twice is a duplicate as a crashed relay makes it. */
  readonly id?: string;
  readonly source?: string;
  readonly correlationId?: string;
  /** Replaces or adds single headers, for broken envelopes. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of the data, for broken bodies. */
  readonly rawValue?: string;
};

export type Publisher = {
  publish(event: OutgoingEvent, options?: PublishOptions): Promise<string>;
  /** Many at once, in their order within each topic. */
  publishAll(events: readonly (OutgoingEvent & { readonly sequence: number })[]): Promise<void>;
  stop(): Promise<void>;
};

const sourceOf = (topic: string): string => `/wadah/${topic.slice(0, topic.indexOf('.'))}`;

const headersOf = (event: OutgoingEvent, id: string, options: PublishOptions): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: id,
  ce_type: event.type,
  ce_source: options.source ?? sourceOf(event.topic),
  ce_subject: event.subject,
  ce_time: event.time.toISOString(),
  ce_sequence: String(options.sequence ?? 1).padStart(16, '0'),
  'content-type': 'application/json',
  correlationid: options.correlationId ?? id,
  ...options.headers,
});

/** Plays the other services: sends events with full control of the envelope. `publish` returns the event's id. */
export const publisher = async (names: FreshNames): Promise<Publisher> => {
  const producer = testKafka(names.stack).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  const messageOf = (event: OutgoingEvent, id: string, options: PublishOptions) => ({
    key: event.subject,
    value: options.rawValue ?? JSON.stringify(event.data),
    headers: headersOf(event, id, options),
  });
  return {
    publish: async (event, options = {}) => {
      const id = options.id ?? uuidv7();
      const messages = [messageOf(event, id, options)];
      await producer.send({ topic: `${names.topicPrefix}${event.topic}`, acks: -1, messages });
      return id;
    },
    publishAll: async (events) => {
      const byTopic = Map.groupBy(events, ({ topic }) => `${names.topicPrefix}${topic}`);
      const topicMessages = [...byTopic].map(([topic, list]) => ({
        topic,
        messages: list.map((event) => messageOf(event, uuidv7(), { sequence: event.sequence })),
      }));
      await producer.sendBatch({ acks: -1, topicMessages });
    },
    stop: () => producer.disconnect(),
  };
};
