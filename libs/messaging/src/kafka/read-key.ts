import type { Consumer, EachMessagePayload } from 'kafkajs';

import type { ParkedKey } from '../ports.ts';
import { keyOf, type ReceivedMessage } from '../wire/decode.ts';
import type { KafkaConnection } from './connect.ts';

export type ReadKeyOptions = {
  readonly kafka: KafkaConnection;
  readonly row: ParkedKey;
  readonly from: number;
  /** At most this many messages are returned. */
  readonly most: number;
};

const readOnly = (reader: Consumer, { row, from }: ReadKeyOptions): void => {
  reader.on(reader.events.GROUP_JOIN, ({ payload }) => {
    const others = (payload.memberAssignment[row.topic] ?? []).filter((partition) => partition !== row.partition);
    reader.pause([{ topic: row.topic, partitions: others }]);
    reader.seek({ topic: row.topic, partition: row.partition, offset: String(from) });
  });
};

/**
 * The messages of one key in its partition, from an offset up to the row's last, in order. It reads as a group of its own, whose name begins
 * with the group's so that the same access rule covers it, and commits nothing.
 */
export const readKey = async (options: ReadKeyOptions): Promise<readonly ReceivedMessage[]> => {
  const { kafka, row, from, most } = options;
  const reader = kafka.client.consumer({ groupId: `${row.group}.replay`, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  const found: ReceivedMessage[] = [];
  await reader.connect();
  try {
    await reader.subscribe({ topics: [row.topic], fromBeginning: true });
    readOnly(reader, options);
    await new Promise<void>((resolve, fail) => {
      reader.on(reader.events.CRASH, ({ payload }) => fail(payload.error));
      const eachMessage = async ({ partition, message }: EachMessagePayload): Promise<void> => {
        const offset = Number(message.offset);
        if (partition !== row.partition || offset < from || found.length >= most) return;
        if (offset <= row.upTo && keyOf(message) === row.key) found.push(message);
        if (offset >= row.upTo || found.length >= most) resolve();
      };
      reader.run({ autoCommit: false, eachMessage }).catch(fail);
    });
    return found;
  } finally {
    await reader.disconnect();
  }
};
