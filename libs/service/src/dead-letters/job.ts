import { headersOf, isOutage, replay, type Consumer, type ParkedKey } from '@wadah/messaging';
import { decisionLog, parkedKeys } from '@wadah/mongo';
import { createChassis, type Chassis } from '../chassis.ts';
import type { BaseConfig } from '../config.ts';
import { groupOf } from '../group.ts';
import { recordDeed, type Operator } from '../operator.ts';
import { revocationConsumers } from '../revocation-consumers.ts';
import { asCommand } from '../usage.ts';
import { readCommand, type DeadLetterCommand } from './command.ts';
import { showDeadLetter, waitingEvents } from './show.ts';

export type DeadLettersJob<Config extends BaseConfig> = {
  /** Of the service. */
  readonly name: string;
  readonly config: Config;
  /** What the service listens with, beside the revocation list; its outboxes are published by a process of the service that runs. */
  readonly consumers: (chassis: Chassis<Config>) => readonly Consumer[];
  /** The verb and what follows it, as typed. */
  readonly args: readonly string[];
  /** Takes each line of the report. */
  readonly print: (line: string) => void;
  /** Takes what is wrong with the command itself. */
  readonly complain: (line: string) => void;
};

type Desk = {
  readonly chassis: Chassis<BaseConfig>;
  readonly consumers: readonly Consumer[];
  readonly print: (line: string) => void;
};

const nameOf = ({ topic, key }: ParkedKey, { KAFKA_TOPIC_PREFIX: prefix }: BaseConfig) => ({ topic: topic.slice(prefix.length), key });

const rowsOf = async ({ chassis }: Desk, chosen: { readonly topic?: string; readonly key?: string } = {}): Promise<readonly ParkedKey[]> =>
  (await parkedKeys({ mongo: chassis.mongo }).all()).filter((row) => {
    const named = nameOf(row, chassis.config);
    return (chosen.topic === undefined || named.topic === chosen.topic) && (chosen.key === undefined || named.key === chosen.key);
  });

const list = async (desk: Desk): Promise<boolean> => {
  const rows = await rowsOf(desk);
  for (const row of rows) {
    const { topic, key } = nameOf(row, desk.chassis.config);
    desk.print(`${topic} ${key} partition ${row.partition}, offsets ${row.from} to ${row.upTo}`);
  }
  desk.print(rows.length === 0 ? 'No key waits for a replay.' : `Waiting for a replay: ${rows.length}`);
  return true;
};

/** Whether the key is free again; an event that fails once more leaves it parked, an outage ends the job. */
const replayKey = async ({ chassis, consumers, print }: Desk, row: ParkedKey): Promise<boolean> => {
  const { name, config, mongo, logger } = chassis;
  const { topic, key } = nameOf(row, config);
  const parked = parkedKeys({ mongo });
  try {
    const { handled, givenUp } = await replay({
      ...{ ...chassis, topicPrefix: config.KAFKA_TOPIC_PREFIX, group: groupOf(name), parked, topic, key, consumers },
    });
    print(`${topic} ${key}: ${handled} events handled${givenUp === 0 ? '' : `, ${givenUp} given up`}, the key is free.`);
    return true;
  } catch (error) {
    if (isOutage(error)) throw error;
    logger.error({ err: error, topic, key }, 'A replay failed.');
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    print(`${topic} ${key}: ${error instanceof Error ? error.message : String(error)}${cause}`);
    return false;
  }
};

type Deed = { readonly operator: Operator; readonly action: string; readonly after: Readonly<Record<string, unknown>> };

const audited = ({ chassis }: Desk, row: ParkedKey, { operator, ...deed }: Deed): Promise<void> => {
  const { partition, from, upTo, group } = row;
  const before = { ...nameOf(row, chassis.config), group, partition, from, upTo };
  return recordDeed(decisionLog(chassis.mongo), operator, { deed: { ...deed, subjectId: row.key, before }, now: chassis.now });
};

const replayRows = async (desk: Desk, rows: readonly ParkedKey[], operator: Operator): Promise<boolean> => {
  let waiting = 0;
  for (const row of rows) {
    await audited(desk, row, { operator, action: 'dead_letter_replayed', after: {} });
    if (!(await replayKey(desk, row))) waiting += 1;
  }
  return waiting === 0;
};

const recordedMax = 100;

type Drop = Extract<DeadLetterCommand, { verb: 'drop' }>;

/** Gives up the event at fault, or all that wait now; what came meanwhile and all others are handled. */
const dropRow = async (desk: Desk, row: ParkedKey, { all, operator }: Drop): Promise<boolean> => {
  const { chassis, print } = desk;
  const events = await waitingEvents(chassis, row);
  const dropped = all ? events : events.slice(0, 1);
  const told = dropped.map((message) => {
    const { ce_type: type = 'an unreadable event', ce_sequence: sequence = '?', ce_id: id = '?' } = headersOf(message);
    return { type, sequence: Number(sequence), id, offset: Number(message.offset) };
  });
  print(`${chassis.name} will never handle these events of ${row.key}, and what they say is lost to it:`);
  for (const { type, sequence, id, offset } of told) print(`  ${type} number ${sequence}, id ${id}, offset ${offset}`);
  await audited(desk, row, { operator, action: 'dead_letter_dropped', after: { count: told.length, dropped: told.slice(0, recordedMax) } });
  await parkedKeys({ mongo: chassis.mongo }).giveUp(row, told.map(({ offset }) => offset)); // prettier-ignore
  return replayKey(desk, row);
};

const run = async (desk: Desk, command: DeadLetterCommand): Promise<boolean> => {
  if (command.verb === 'list') return list(desk);
  const rows = await rowsOf(desk, command.chosen);
  if (rows.length === 0) desk.print('No such key waits for a replay.');
  const [row] = rows;
  switch (command.verb) {
    case 'show':
      if (row !== undefined) await showDeadLetter(desk.chassis, row, desk.print);
      return row !== undefined;
    case 'replay':
      return replayRows(desk, rows, command.operator);
    case 'drop':
      return row === undefined ? false : dropRow(desk, row, command);
  }
};

/**
 * `pnpm wadah dead-letters list|show|replay|drop <service> …`, beside the running service: the keys that wait, and what becomes of their
 * events, in order. A replay and a drop are recorded before they are done.
 * @returns the exit code: 1 where a key still waits or there is none of that name, 2 where the command was given wrongly.
 */
export const runDeadLettersJob = <Config extends BaseConfig>(job: DeadLettersJob<Config>): Promise<number> =>
  asCommand(async () => {
    const command = readCommand(job.name, job.args);
    const chassis = await createChassis(job);
    try {
      const { redis, now } = chassis;
      const consumers = [...revocationConsumers({ redis, now }), ...job.consumers(chassis)];
      return await run({ chassis, consumers, print: job.print }, command);
    } finally {
      await chassis.close();
    }
  }, job.complain);
