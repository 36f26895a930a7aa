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

/** After so many sessions without a word the client waits for something that never comes (seen once, after a broker that slept longer than a session). */
const SILENT_SESSIONS_MAX = 4;

type State = { joined: boolean; healthy: boolean; stopping: boolean; heardAt: number };

/** One client of this member; another takes its place when it falls silent, and then nothing of it counts any more. */
type Connected = { readonly client: KafkaConsumer; retired: boolean };

type Joining = GroupMemberOptions & { readonly eachBatch: (payload: EachBatchPayload) => Promise<void>; readonly signal: AbortSignal };

const connected = ({ kafka, group, limits }: GroupMemberOptions, state: State): Connected => {
  const client = kafka.client.consumer({
    groupId: group,
    sessionTimeout: limits.sessionTimeoutMs,
    heartbeatInterval: limits.heartbeatMs,
    rebalanceTimeout: 2 * limits.sessionTimeoutMs,
    maxWaitTimeInMs: limits.pollMs,
    allowAutoTopicCreation: false,
    // The client would start again by itself after it was stopped, when what fails is its leaving.
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 6, restartOnFailure: async () => !state.stopping && !own.retired },
  });
  const own: Connected = { client, retired: false };
  return own;
};

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

const watch = (own: Connected, state: State, options: Watching): void => {
  const { client } = own;
  const { assignment, logger, onCrash, commit, rejoin } = options;
  const { GROUP_JOIN, REBALANCING, HEARTBEAT, FETCH, CRASH } = client.events;
  client.on(GROUP_JOIN, ({ payload }) => {
    if (own.retired) return;
    Object.assign(state, { joined: true, heardAt: performance.now() });
    const places = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    assignment.take(payload.memberId, places, fetchSwitch(client, state));
  });
  // The client joins again right after it has told, so this is sent first and not waited for.
  client.on(REBALANCING, () => void commit());
  const heard = (): void => {
    if (!own.retired) state.heardAt = performance.now();
  };
  client.on(HEARTBEAT, heard);
  client.on(FETCH, heard);
  client.on(CRASH, ({ payload }) => {
    if (own.retired) return;
    state.joined = false;
    if (payload.restart || state.stopping) return;
    if (isOutageAtSignIn(payload.error)) return rejoin();
    state.healthy = false;
    logger.error({ err: payload.error }, 'The Kafka consumer has crashed for good.');
    onCrash(payload.error);
  });
};

/** Connects and runs; tried until it works, since a broker that is down at start is an outage and not a reason to end. */
const joinGroup = async (own: Connected, { topics, eachBatch, limits, logger, signal }: Joining): Promise<void> => {
  const { client } = own;
  const isOver = (): boolean => signal.aborted || own.retired;
  for (let tries = 1; !isOver(); tries += 1) {
    try {
      await client.connect();
      await client.subscribe({ topics: [...topics], fromBeginning: true });
      // Fetched batches are only handed over, so all partitions may be handed over at once.
      if (!isOver()) await client.run({ autoCommit: false, partitionsConsumedConcurrently: 64, eachBatch });
      // What was stopped while it was connecting has nobody else to close it.
      if (isOver()) await client.disconnect();
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
  const state: State = { joined: false, healthy: true, stopping: false, heardAt: performance.now() };
  let current = connected(options, state);
  let joining: Promise<void> = Promise.resolve();
  const client: Pick<KafkaConsumer, 'commitOffsets'> = { commitOffsets: (offsets) => current.client.commitOffsets(offsets) };
  const committer = offsetCommitter({ client, workers: () => assignment.all(), everyMs: limits.commitEveryMs, logger });
  const stopping = new AbortController();
  const { signal } = stopping;

  const handOver =
    (own: Connected) =>
    async ({ batch }: EachBatchPayload): Promise<void> => {
      const place = { topic: batch.topic, partition: batch.partition };
      const owner = assignment.find(place);
      if (state.stopping || own.retired || owner === undefined) return;
      const behind = owner.offsets.isBehindCommit(Number(batch.firstOffset() ?? Number.MAX_SAFE_INTEGER));
      const worker = behind ? assignment.restart(place, fetchSwitch(own.client, state)) : owner;
      worker.accept(batch.messages);
      worker.sawEnd(Number(batch.highWatermark));
    };

  const begin = (own: Connected): void => {
    const join = (): Promise<void> => joinGroup(own, { ...options, eachBatch: handOver(own), signal });
    const rejoin = (): void => {
      joining = delay(growingWaitMs(1, limits.outageWait), undefined, { signal }).then(join, () => undefined);
    };
    watch(own, state, { ...options, commit: () => committer.commit(), rejoin });
    joining = join();
  };
  begin(current);

  const isSilent = (): boolean => performance.now() - state.heardAt > SILENT_SESSIONS_MAX * limits.sessionTimeoutMs;
  const replace = (): void => {
    if (state.stopping || !state.healthy || !isSilent()) return;
    logger.warn({ group: options.group }, 'The consumer has fallen silent; another takes its place.');
    const silent = current;
    silent.retired = true;
    Object.assign(state, { joined: false, heardAt: performance.now() });
    current = connected(options, state);
    begin(current);
    silent.client.disconnect().catch((error: unknown) => logger.debug({ err: error }, 'The silent consumer did not leave cleanly.'));
  };
  const watching = setInterval(replace, limits.heartbeatMs);

  return {
    joined: () => state.joined && state.healthy && performance.now() - state.heardAt < limits.sessionTimeoutMs,
    healthy: () => state.healthy,
    stop: async () => {
      state.stopping = true;
      stopping.abort();
      clearInterval(watching);
      const patience = new Promise((resolve) => setTimeout(resolve, limits.stopWithinMs).unref());
      await Promise.race([assignment.closeAll(), patience]);
      committer.stop();
      // A commit under way may have left before the last handler ended.
      await committer.commit();
      await committer.commit();
      await current.client.disconnect().catch((error: unknown) => logger.debug({ err: error }, 'The consumer did not leave cleanly.'));
      await Promise.race([joining, patience]);
    },
  };
};
