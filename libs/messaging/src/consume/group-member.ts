import { setTimeout as delay } from 'node:timers/promises';

import type { Consumer as KafkaConsumer, EachBatchPayload } from 'kafkajs';

import { growingWaitMs } from '../growing-wait.ts';
import type { KafkaConnection } from '../kafka/connect.ts';
import type { Logger } from '../ports.ts';
import type { Assignment } from './assignment.ts';
import type { Place } from './key-parking.ts';
import type { ConsumerLimits } from './limits.ts';
import { offsetCommitter } from './offset-committer.ts';

export type GroupMember = { joined(): boolean; healthy(): boolean; stop(): Promise<void> };

export type GroupMemberOptions = {
  readonly kafka: KafkaConnection;
  readonly group: string;
  readonly topics: readonly string[];
  readonly assignment: Assignment;
  readonly limits: ConsumerLimits;
  readonly logger: Logger;
  readonly onCrash: (error: Error) => void;
};

type State = { joined: boolean; healthy: boolean; stopping: boolean; heardAt: number };

type Joining = GroupMemberOptions & { readonly eachBatch: (payload: EachBatchPayload) => Promise<void>; readonly signal: AbortSignal };

const newClient = ({ kafka, group, limits }: GroupMemberOptions, state: State): KafkaConsumer =>
  kafka.client.consumer({
    groupId: group,
    sessionTimeout: limits.sessionTimeoutMs,
    heartbeatInterval: limits.heartbeatMs,
    rebalanceTimeout: 2 * limits.sessionTimeoutMs,
    maxWaitTimeInMs: limits.pollMs,
    allowAutoTopicCreation: false,
    // The client would start again by itself after it was stopped, when what fails is its leaving.
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 6, restartOnFailure: async () => !state.stopping },
  });

/** The switch for fetching of a partition; the client throws while it is not running, and then there is nothing to switch. */
const fetchSwitch =
  (client: KafkaConsumer, state: State) =>
  ({ topic, partition }: Place, fetching: boolean): void => {
    if (state.stopping || !state.joined) return;
    const partitions = [{ topic, partitions: [partition] }];
    if (fetching) client.resume(partitions);
    else client.pause(partitions);
  };

/** A broker that goes down in the middle of a sign-in closes the connection, which the client takes for a wrong password and gives up for good. */
const isOutageAtSignIn = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'KafkaJSSASLAuthenticationError' || isOutageAtSignIn(error.cause));

type Watching = GroupMemberOptions & { readonly commit: () => Promise<void>; readonly rejoin: () => void };

const watch = (client: KafkaConsumer, state: State, options: Watching): void => {
  const { assignment, logger, onCrash, commit, rejoin } = options;
  const { GROUP_JOIN, REBALANCING, HEARTBEAT, FETCH, CRASH } = client.events;
  client.on(GROUP_JOIN, ({ payload }) => {
    Object.assign(state, { joined: true, heardAt: performance.now() });
    const places = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    assignment.take(payload.memberId, places, fetchSwitch(client, state));
  });
  // The client joins again right after it has told, so this is sent first and not waited for.
  client.on(REBALANCING, () => void commit());
  client.on(HEARTBEAT, () => void (state.heardAt = performance.now()));
  client.on(FETCH, () => void (state.heardAt = performance.now()));
  client.on(CRASH, ({ payload }) => {
    state.joined = false;
    if (payload.restart || state.stopping) return;
    if (isOutageAtSignIn(payload.error)) return rejoin();
    state.healthy = false;
    logger.error({ err: payload.error }, 'The Kafka consumer has crashed for good.');
    onCrash(payload.error);
  });
};

/** Connects and runs; tried until it works, since a broker that is down at start is an outage and not a reason to end. */
const joinGroup = async (client: KafkaConsumer, { topics, eachBatch, limits, logger, signal }: Joining): Promise<void> => {
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      await client.connect();
      await client.subscribe({ topics: [...topics], fromBeginning: true });
      // Fetched batches are only handed over, so all partitions may be handed over at once.
      if (!signal.aborted) await client.run({ autoCommit: false, partitionsConsumedConcurrently: 64, eachBatch });
      // What was stopped while it was connecting has nobody else to close it.
      if (signal.aborted) await client.disconnect();
      return;
    } catch (error) {
      logger.warn({ err: error, tries }, 'The group cannot be joined yet.');
      await delay(growingWaitMs(tries, limits.outageWait), undefined, { signal }).catch(() => undefined);
    }
  }
};

/** This process as a member of a consumer group: fetches, hands over to the workers of its partitions, and commits what they have finished. */
export const groupMember = (options: GroupMemberOptions): GroupMember => {
  const { assignment, limits, logger } = options;
  const state: State = { joined: false, healthy: true, stopping: false, heardAt: 0 };
  const client = newClient(options, state);
  const committer = offsetCommitter({ client, workers: () => assignment.all(), everyMs: limits.commitEveryMs, logger });

  const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
    const place = { topic: batch.topic, partition: batch.partition };
    const owner = assignment.find(place);
    if (state.stopping || owner === undefined) return;
    const behind = owner.offsets.isBehindCommit(Number(batch.firstOffset() ?? Number.MAX_SAFE_INTEGER));
    const worker = behind ? assignment.restart(place, fetchSwitch(client, state)) : owner;
    worker.accept(batch.messages);
    worker.sawEnd(Number(batch.highWatermark));
  };
  const stopping = new AbortController();
  const { signal } = stopping;
  const join = (): Promise<void> => joinGroup(client, { ...options, eachBatch, signal });
  const rejoin = (): void => {
    joining = delay(growingWaitMs(1, limits.outageWait), undefined, { signal }).then(join, () => undefined);
  };
  watch(client, state, { ...options, commit: () => committer.commit(), rejoin });
  let joining = join();

  return {
    joined: () => state.joined && state.healthy && performance.now() - state.heardAt < limits.sessionTimeoutMs,
    healthy: () => state.healthy,
    stop: async () => {
      state.stopping = true;
      stopping.abort();
      const patience = new Promise((resolve) => setTimeout(resolve, limits.stopWithinMs).unref());
      await Promise.race([assignment.closeAll(), patience]);
      committer.stop();
      // A commit under way may have left before the last handler ended.
      await committer.commit();
      await committer.commit();
      await client.disconnect().catch((error: unknown) => logger.debug({ err: error }, 'The consumer did not leave cleanly.'));
      await Promise.race([joining, patience]);
    },
  };
};
