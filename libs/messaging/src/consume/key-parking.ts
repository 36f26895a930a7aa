import type { Now } from '@wadah/kit';

import type { Publisher } from '../kafka/publisher.ts';
import type { Logger, Metrics, ParkedKey, ParkedKeys } from '../ports.ts';
import { headersOf, keyOf, type ReceivedMessage } from '../wire/decode.ts';
import type { WireMessage } from '../wire/headers.ts';

export type Place = { readonly topic: string; readonly partition: number };

/** The parked keys of one partition, as its consumer holds them in memory. */
export type KeyParking = {
  load(): Promise<void>;
  /**
   * Whether an event must wait behind its parked key. The one at fault itself must not: when it is delivered again, a crash may have come
   * between its row and its dead letter.
   */
  holdsBack(key: string, offset: number): boolean;
  /** Lets one more event wait; false when the row is gone, so that the key is free again. */
  wait(key: string, offset: number): Promise<boolean>;
  /** Leaves an event that an operator gave up. Else row first, dead letter second; the commit follows when both are there, so a crash between loses nothing. */
  park(message: ReceivedMessage, error: unknown): Promise<void>;
  count(): number;
};

export type KeyParkingOptions = {
  readonly place: Place;
  /** As on the wire. */
  readonly group: string;
  readonly rows: ParkedKeys;
  readonly deadLetters: Publisher;
  readonly deadLetterTopic: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: Now;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);

type Fault = { readonly place: Place; readonly message: ReceivedMessage; readonly error: unknown; readonly at: Date };

/** The event as it was, with what was wrong and where it came from in headers. */
export const deadLetterOf = (deadLetterTopic: string, { place, message, error, at }: Fault): WireMessage => ({
  topic: deadLetterTopic,
  key: keyOf(message),
  value: message.value?.toString() ?? '',
  headers: {
    ...headersOf(message),
    deadletter_reason: reasonOf(error),
    deadletter_topic: place.topic,
    deadletter_partition: String(place.partition),
    deadletter_offset: message.offset,
    deadletter_time: at.toISOString(),
  },
});

export const keyParking = (options: KeyParkingOptions): KeyParking => {
  const { place, group, rows, deadLetters, deadLetterTopic, logger, metrics, now } = options;
  const parked = new Map<string, ParkedKey>();

  return {
    load: async () => {
      const found = await rows.load(place.topic, [place.partition]);
      parked.clear();
      for (const row of found) if (row.group === group) parked.set(row.key, row);
    },
    holdsBack: (key, offset) => parked.has(key) && parked.get(key)?.from !== offset,
    wait: async (key, offset) => {
      const row = parked.get(key);
      if (row === undefined) return false;
      const stands = await rows.raise(row, offset);
      if (!stands) parked.delete(key);
      return stands;
    },
    park: async (message, error) => {
      const offset = Number(message.offset);
      // Offsets that were set back bring it again, and what was given up must not park its key anew.
      if (await rows.isGivenUp({ group, ...place }, offset)) {
        logger.warn({ group, ...place, offset }, 'An event that was given up is passed over.');
        return;
      }
      const row = { group, ...place, key: keyOf(message), from: offset, upTo: offset };
      await rows.park(row);
      await deadLetters.publish([deadLetterOf(deadLetterTopic, { place, message, error, at: now() })]);
      parked.set(row.key, row);
      metrics.counter('wadah_dead_letters_total', { group });
      logger.error({ ...row, err: error }, 'A poisoned event: its key waits for a replay.');
    },
    count: () => parked.size,
  };
};
