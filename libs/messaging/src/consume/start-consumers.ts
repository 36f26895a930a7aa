import { deadLetterTopicOf } from '@wadah/contracts';
import type { Now } from '@wadah/kit';

import type { KafkaConnection } from '../kafka/connect.ts';
import { publisher } from '../kafka/publisher.ts';
import type { Logger, Metrics, ParkedKeys } from '../ports.ts';
import { Assignment } from './assignment.ts';
import type { Consumer } from './consumer.ts';
import { dispatcher } from './dispatch.ts';
import { groupMember } from './group-member.ts';
import { keyParking, type Place } from './key-parking.ts';
import { lagGauge } from './lag-gauge.ts';
import { defaultConsumerLimits, type ConsumerLimits } from './limits.ts';
import { PartitionWorker } from './partition-worker.ts';
import { poisonGuard } from './poison-guard.ts';

export type StartConsumersOptions = {
  readonly kafka: KafkaConnection;
  /** Logical group; on the wire it carries the topic prefix. */
  readonly group: string;
  readonly topicPrefix: string;
  readonly consumers: readonly Consumer[];
  readonly parked: ParkedKeys;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly now: Now;
  readonly limits?: Partial<ConsumerLimits>;
  /** `Relay.stalled` of this process: a full outbox is an outage only while nothing at all gets out. */
  readonly relayStalled?: () => boolean;
  /** The client gave up for good; the process should end and be started again. */
  readonly onCrash?: (error: Error) => void;
};

export type PartitionLag = { readonly topic: string; readonly partition: number; readonly events: number };

export type Consumers = {
  /** A member of its group, heard by the broker lately, and no partition in an outage. */
  ready(): boolean;
  /** False after a crash that the client does not recover from. */
  healthy(): boolean;
  lag(): readonly PartitionLag[];
  /** Waits for running handlers, commits, leaves the group. */
  stop(): Promise<void>;
};

const idle: Consumers = { ready: () => true, healthy: () => true, lag: () => [], stop: async () => undefined };

/**
 * Joins the group and hands each event to its consumers (architecture rule 4). Returns at once: a broker that is down is joined when it is
 * back, and `ready` tells.
 */
export const startConsumers = async (options: StartConsumersOptions): Promise<Consumers> => {
  const { kafka, topicPrefix, consumers, parked, metrics, logger, now, relayStalled = () => false } = options;
  if (consumers.length === 0) return idle;
  const limits = { ...defaultConsumerLimits, ...options.limits };
  const group = `${topicPrefix}${options.group}`;
  const deadLetterTopic = `${topicPrefix}${deadLetterTopicOf(options.group)}`;
  const topics = [...new Set(consumers.flatMap(({ definitions }) => definitions.map(({ topic }) => `${topicPrefix}${topic}`)))];
  const dispatch = dispatcher({ consumers, metrics, logger, relayStalled });
  const guard = poisonGuard({ now, keysMax: limits.poisonedKeysMax });
  const deadLetters = publisher({ kafka });

  const newWorker = (place: Place, after: Promise<void>, setFetching: (fetching: boolean) => void) => {
    const parking = keyParking({ place, group, rows: parked, deadLetters, deadLetterTopic, logger, metrics, now });
    return new PartitionWorker({ place, dispatch, parking, guard, limits, setFetching, logger, metrics, now, after });
  };
  const assignment = new Assignment(newWorker);
  const member = groupMember({ kafka, group, topics, assignment, limits, logger, onCrash: options.onCrash ?? (() => undefined) });

  const lag = (): readonly PartitionLag[] => assignment.all().map((worker) => ({ ...worker.place, events: worker.lag }));
  const showLag = lagGauge(metrics);
  const measure = setInterval(() => {
    showLag(lag());
    metrics.gauge(
      'wadah_parked_keys',
      assignment.all().reduce((sum, worker) => sum + worker.parkedKeys, 0),
      { group },
    );
    metrics.gauge('wadah_consumer_halted', guard.halted().length, { group });
  }, 1_000);

  return {
    ready: () => member.joined() && assignment.all().every((worker) => worker.outageTries === 0),
    healthy: () => member.healthy(),
    lag,
    stop: async () => {
      clearInterval(measure);
      await member.stop();
      await deadLetters.stop();
    },
  };
};
