import type { Consumer as KafkaConsumer } from 'kafkajs';

import type { Logger } from '../ports.ts';
import type { PartitionWorker } from './partition-worker.ts';

export type OffsetCommitter = {
  /** Sends what may be committed by now; a failure is left to the next turn. */
  commit(): Promise<void>;
  stop(): void;
};

export type OffsetCommitterOptions = {
  readonly client: Pick<KafkaConsumer, 'commitOffsets'>;
  readonly workers: () => Iterable<PartitionWorker>;
  readonly everyMs: number;
  readonly logger: Logger;
};

/** Commits from a timer that nobody waits for: a commit queues behind a long poll, and handlers must not. */
export const offsetCommitter = ({ client, workers, everyMs, logger }: OffsetCommitterOptions): OffsetCommitter => {
  let underway: Promise<void> | undefined;

  const send = async (): Promise<void> => {
    const due = [...workers()].flatMap((worker) => {
      const offset = worker.offsets.toCommit();
      return offset === undefined ? [] : [{ worker, offset }];
    });
    if (due.length === 0) return;
    try {
      await client.commitOffsets(due.map(({ worker, offset }) => ({ ...worker.place, offset: String(offset) })));
      for (const { worker, offset } of due) worker.offsets.commit(offset);
    } catch (error) {
      logger.debug({ err: error }, 'Offsets were not committed; the next turn does it.');
    }
  };

  const commit = (): Promise<void> => {
    underway ??= send().finally(() => {
      underway = undefined;
    });
    return underway;
  };

  const timer = setInterval(() => void commit(), everyMs);
  return { commit, stop: () => clearInterval(timer) };
};
