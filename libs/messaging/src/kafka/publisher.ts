import kafkajs, { type Producer } from 'kafkajs';

import { OutageError } from '../outage.ts';
import type { WireMessage } from '../wire/headers.ts';
import type { KafkaConnection } from './connect.ts';
import { refusalOf } from './refusal.ts';

const { Partitioners } = kafkajs;

export type Publisher = {
  /**
   * Resolves when every message is acknowledged by all in-sync replicas.
   * @throws RefusedMessagesError when the broker refuses what is in the batch, OutageError for everything else.
   */
  publish(messages: readonly WireMessage[]): Promise<void>;
  stop(): Promise<void>;
};

export type PublisherOptions = { readonly kafka: KafkaConnection; readonly deadlineMs?: number };

/** The broker took none of a batch because of what one of its messages is, or where it goes. */
export class RefusedMessagesError extends Error {
  override readonly name = 'RefusedMessagesError';
  /** `content` stays refused for ever; `topic` (unknown or forbidden) may be mended outside. */
  readonly fault: 'content' | 'topic';
  constructor(fault: 'content' | 'topic', cause: unknown) {
    super(cause instanceof Error ? cause.message : 'Refused by the broker', { cause });
    this.fault = fault;
  }
}

const byTopic = (messages: readonly WireMessage[]) =>
  [...Map.groupBy(messages, (message) => message.topic)].map(([topic, list]) => ({
    topic,
    messages: list.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
  }));

const withDeadline = async (work: Promise<unknown>, deadlineMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, fail) => {
    timer = setTimeout(() => fail(new OutageError(`The broker did not acknowledge within ${deadlineMs} ms.`)), deadlineMs);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * An idempotent producer. It repeats without end by itself, so every publish has a deadline, and after any failure but a refusal the
 * producer is thrown away: its sequence numbers are no longer known to be right.
 */
export const publisher = ({ kafka, deadlineMs = 10_000 }: PublisherOptions): Publisher => {
  let current: Promise<Producer> | undefined;
  let stopped = false;

  const build = async (): Promise<Producer> => {
    const producer = kafka.client.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    });
    await producer.connect();
    return producer;
  };

  const discard = (): void => {
    const old = current;
    current = undefined;
    // Nobody waits for a producer that is thrown away, and how it ends changes nothing.
    void old?.then((producer) => producer.disconnect()).catch(() => undefined);
  };

  const send = async (messages: readonly WireMessage[]): Promise<void> => {
    if (stopped) throw new OutageError('The publisher has been stopped.');
    current ??= build();
    const producer = await current;
    await producer.sendBatch({ acks: -1, timeout: deadlineMs, topicMessages: byTopic(messages) });
  };

  return {
    publish: async (messages) => {
      try {
        await withDeadline(send(messages), deadlineMs);
      } catch (error) {
        discard();
        const fault = refusalOf(error);
        if (fault !== undefined) throw new RefusedMessagesError(fault, error);
        throw error instanceof OutageError ? error : new OutageError('The broker cannot be written to.', { cause: error });
      }
    },
    stop: async () => {
      stopped = true;
      const old = current;
      current = undefined;
      await old?.then((producer) => producer.disconnect()).catch(() => undefined);
    },
  };
};
