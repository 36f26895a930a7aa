import type { WaitLimits } from '../growing-wait.ts';

/** Every number of the consuming side; tests shorten them, services rarely need to. */
export type ConsumerLimits = {
  /** A killed replica keeps its partitions this long. */
  readonly sessionTimeoutMs: number;
  readonly heartbeatMs: number;
  /** Heartbeats and commits wait behind a long poll on the same connection, so it stays well under the heartbeat. */
  readonly pollMs: number;
  readonly commitEveryMs: number;
  /** Keys of one partition that are handled at the same time. */
  readonly keysAtOnce: number;
  /** Events of one partition held in memory before fetching pauses. */
  readonly queuedMax: number;
  readonly outageWait: WaitLimits;
  readonly retryWait: WaitLimits;
  /** This many failures of one event within a minute make it poison. */
  readonly failuresMax: number;
  /** More keys than this by the same error within a minute are a wrong release, not poison. */
  readonly poisonedKeysMax: number;
  /** How long `stop` waits for handlers that run. */
  readonly stopWithinMs: number;
};

/** A session with the three heartbeats that Kafka advises for its length. */
export const sessionOf = (sessionTimeoutMs: number): Pick<ConsumerLimits, 'sessionTimeoutMs' | 'heartbeatMs'> => ({
  sessionTimeoutMs,
  heartbeatMs: Math.floor(sessionTimeoutMs / 3),
});

export const defaultConsumerLimits: ConsumerLimits = {
  ...sessionOf(10_000),
  pollMs: 500,
  commitEveryMs: 200,
  keysAtOnce: 16,
  queuedMax: 1_000,
  outageWait: { firstMs: 200, mostMs: 10_000 },
  retryWait: { firstMs: 100, mostMs: 2_000 },
  failuresMax: 5,
  poisonedKeysMax: 5,
  stopWithinMs: 3_000,
};
