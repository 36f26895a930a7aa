import { isOutage, replay, type Consumer, type ParkedKey } from '@wadah/messaging';
import { connectMongo, parkedKeys } from '@wadah/mongo';
import { createChassis, type Chassis } from './chassis.ts';
import type { BaseConfig } from './config.ts';
import { groupOf } from './group.ts';
import { revocationConsumers } from './revocation-consumers.ts';

export type DeadLetterJob<Config extends BaseConfig> = {
  /** Of the service. */
  readonly name: string;
  readonly config: Config;
  /** Takes each line of the report. */
  readonly print: (line: string) => void;
};

export type ReplayJob<Config extends BaseConfig> = DeadLetterJob<Config> & {
  /** What the service listens with, beside the revocation list; its outboxes are published by a process of the service that runs. */
  readonly consumers: (chassis: Chassis<Config>) => readonly Consumer[];
  /** `[topic, key]`, as the list shows them; without a key all of the topic, without both every key that waits. */
  readonly chosen: readonly string[];
};

const nameOf = ({ topic, key }: ParkedKey, { KAFKA_TOPIC_PREFIX: prefix }: BaseConfig) => ({ topic: topic.slice(prefix.length), key });

/** `pnpm wadah dead-letters list <service>`: the keys that wait for a replay, with the offsets from the event at fault to the last one seen. */
export const runListDeadLettersJob = async <Config extends BaseConfig>({ name, config, print }: DeadLetterJob<Config>): Promise<void> => {
  const mongo = await connectMongo({ url: config.MONGO_URL, appName: `${name}-dead-letters` });
  try {
    const rows = await parkedKeys({ mongo }).all();
    for (const row of rows) {
      const { topic, key } = nameOf(row, config);
      print(`${topic} ${key} partition ${row.partition}, offsets ${row.from} to ${row.upTo}`);
    }
    print(rows.length === 0 ? 'No key waits for a replay.' : `Waiting for a replay: ${rows.length}`);
  } finally {
    await mongo.close();
  }
};

/** Whether the key is free again; an event that fails once more leaves it parked, an outage ends the job. */
const replayKey = async <Config extends BaseConfig>(chassis: Chassis<Config>, row: ParkedKey, job: ReplayJob<Config>): Promise<boolean> => {
  const { name, config, kafka, metrics, logger, now, mongo, redis } = chassis;
  const { topic, key } = nameOf(row, config);
  const consumers = [...revocationConsumers({ redis, now }), ...job.consumers(chassis)];
  const common = {
    kafka,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    group: groupOf(name),
    parked: parkedKeys({ mongo }),
    metrics,
    logger,
    now,
  };
  try {
    const { handled } = await replay({ ...common, topic, key, consumers });
    job.print(`${topic} ${key}: ${handled} events handled, the key is free.`);
    return true;
  } catch (error) {
    if (isOutage(error)) throw error;
    logger.error({ err: error, topic, key }, 'A replay failed.');
    job.print(`${topic} ${key}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
};

/**
 * `pnpm wadah dead-letters replay <service> [topic [key]]`: handles the waiting events of each chosen key in order, beside the running service.
 * @returns how many of the chosen keys still wait.
 */
export const runReplayJob = async <Config extends BaseConfig>(job: ReplayJob<Config>): Promise<number> => {
  const chassis = await createChassis(job);
  try {
    const [topic, key] = job.chosen;
    const rows = (await parkedKeys({ mongo: chassis.mongo }).all()).filter((row) => {
      const named = nameOf(row, job.config);
      return (topic === undefined || named.topic === topic) && (key === undefined || named.key === key);
    });
    if (rows.length === 0) job.print('No such key waits for a replay.');
    let waiting = 0;
    for (const row of rows) if (!(await replayKey(chassis, row, job))) waiting += 1;
    return waiting;
  } finally {
    await chassis.close();
  }
};
