import type { Now } from '@wadah/kit';

import type { Consumer } from './consume/consumer.ts';
import { dispatcher, type Dispatch } from './consume/dispatch.ts';
import type { KafkaConnection } from './kafka/connect.ts';
import { readKey } from './kafka/read-key.ts';
import { OutageError } from './outage.ts';
import type { Logger, Metrics, ParkedKey, ParkedKeys } from './ports.ts';
import type { ReceivedMessage } from './wire/decode.ts';

export type ReplayOptions = {
  readonly kafka: KafkaConnection;
  readonly topicPrefix: string;
  /** Logical group and topic, without the prefix. */
  readonly group: string;
  readonly topic: string;
  readonly key: string;
  readonly consumers: readonly Consumer[];
  readonly parked: ParkedKeys;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly now: Now;
};

const slice = 200;

const findRow = async ({ kafka, topicPrefix, group, topic, key, parked }: ReplayOptions): Promise<ParkedKey | undefined> => {
  const admin = kafka.client.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(`${topicPrefix}${topic}`);
    const rows = await parked.load(
      `${topicPrefix}${topic}`,
      offsets.map(({ partition }) => partition),
    );
    return rows.find((row) => row.key === key && row.group === `${topicPrefix}${group}`);
  } finally {
    await admin.disconnect();
  }
};

const handleOrThrow = async (dispatch: Dispatch, message: ReceivedMessage): Promise<void> => {
  const attempt = await dispatch(message);
  if (attempt.kind === 'done') return;
  const text = `The event at offset ${message.offset} was not handled; its key stays parked.`;
  throw attempt.kind === 'outage' ? new OutageError(text, { cause: attempt.error }) : new Error(text, { cause: attempt.error });
};

/** Handles `row.from` (or what follows an earlier round) up to `row.upTo`; a slice at a time, so memory stays bounded. */
const replayRow = async (options: ReplayOptions, row: ParkedKey, from: number): Promise<number> => {
  const dispatch = dispatcher({ ...options, relayStalled: () => false });
  let handled = 0;
  for (let next = from; next <= row.upTo;) {
    const messages = await readKey({ kafka: options.kafka, row, from: next, most: slice });
    for (const message of messages) await handleOrThrow(dispatch, message);
    handled += messages.length;
    const last = messages.at(-1);
    next = messages.length < slice || last === undefined ? row.upTo + 1 : Number(last.offset) + 1;
  }
  return handled;
};

/**
 * Replays a parked key: its events from the origin topic in order, until the row is gone. Events that arrive meanwhile raise the row, so they
 * are handled here too; one that arrives after the row was deleted is handled by the consumer.
 * @throws when an event fails again; the row then stays as it was.
 */
export const replay = async (options: ReplayOptions): Promise<{ readonly handled: number }> => {
  let row = await findRow(options);
  let from = row?.from ?? 0;
  let handled = 0;
  while (row !== undefined) {
    handled += await replayRow(options, row, from);
    if (await options.parked.remove(row)) break;
    from = row.upTo + 1;
    row = await findRow(options);
  }
  options.logger.info({ group: options.group, topic: options.topic, key: options.key, handled }, 'A parked key was replayed.');
  return { handled };
};
