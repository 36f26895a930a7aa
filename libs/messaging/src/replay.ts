import { deadLetterTopicOf } from '@wadah/contracts';
import type { Now } from '@wadah/kit';

import type { Consumer } from './consume/consumer.ts';
import { dispatcher, type Dispatch } from './consume/dispatch.ts';
import { deadLetterOf } from './consume/key-parking.ts';
import type { KafkaConnection } from './kafka/connect.ts';
import { publisher } from './kafka/publisher.ts';
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

/** What failed in a replay becomes the event at fault: those before it are done, and it gets a dead letter of its own. */
const moveOn = async (options: ReplayOptions, row: ParkedKey, { message, error }: { message: ReceivedMessage; error: unknown }) => {
  const { kafka, topicPrefix, group, parked, now } = options;
  const offset = Number(message.offset);
  if (offset === row.from) return;
  const deadLetters = publisher({ kafka });
  try {
    await deadLetters.publish([deadLetterOf(`${topicPrefix}${deadLetterTopicOf(group)}`, { place: row, message, error, at: now() })]);
    await parked.advance(row, offset);
  } finally {
    await deadLetters.stop();
  }
};

type Counts = { handled: number; givenUp: number };

type Round = { readonly options: ReplayOptions; readonly row: ParkedKey; readonly dispatch: Dispatch; readonly counts: Counts };

const handleOrThrow = async ({ options, row, dispatch, counts }: Round, message: ReceivedMessage): Promise<void> => {
  if (await options.parked.isGivenUp(row, Number(message.offset))) {
    counts.givenUp += 1;
    return;
  }
  const attempt = await dispatch(message);
  if (attempt.kind === 'done') {
    counts.handled += 1;
    return;
  }
  const text = `The event at offset ${message.offset} was not handled; its key stays parked.`;
  if (attempt.kind === 'outage') throw new OutageError(text, { cause: attempt.error });
  await moveOn(options, row, { message, error: attempt.error });
  throw new Error(text, { cause: attempt.error });
};

/** Handles `row.from` (or what follows an earlier round) up to `row.upTo`; a slice at a time, so memory stays bounded. */
const replayRow = async (round: Round, from: number): Promise<void> => {
  const { options, row } = round;
  for (let next = from; next <= row.upTo;) {
    const messages = await readKey({ kafka: options.kafka, row, from: next, most: slice });
    for (const message of messages) await handleOrThrow(round, message);
    const last = messages.at(-1);
    next = messages.length < slice || last === undefined ? row.upTo + 1 : Number(last.offset) + 1;
  }
};

/**
 * Replays a parked key: its events from the origin topic in order, but those that were given up, until the row is gone. Events that arrive meanwhile raise the row, so they
 * are handled here too; one that arrives after the row was deleted is handled by the consumer.
 * @throws when an event fails again; the row then stays, and begins with that event.
 */
export const replay = async (options: ReplayOptions): Promise<Readonly<Counts>> => {
  let row = await findRow(options);
  let from = row?.from ?? 0;
  const dispatch = dispatcher({ ...options, relayStalled: () => false });
  const counts = { handled: 0, givenUp: 0 };
  while (row !== undefined) {
    await replayRow({ options, row, dispatch, counts }, from);
    if (await options.parked.remove(row)) break;
    from = row.upTo + 1;
    row = await findRow(options);
  }
  options.logger.info({ group: options.group, topic: options.topic, key: options.key, ...counts }, 'A parked key was replayed.');
  return counts;
};
