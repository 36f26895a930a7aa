import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { topology } from '@wadah/contracts';
import { connectKafka, headersOf, readTopics, type ReceivedMessage } from '@wadah/messaging';
import { connectMongo, raiseSequences } from '@wadah/mongo';
import { z } from 'zod';
import type { BaseConfig } from './config.ts';
import { groupOf } from './group.ts';
import { createLogger } from './logger.ts';
import { asCommand, UsageFault } from './usage.ts';

export type RaiseSequencesJob = {
  /** Of the service. */
  readonly name: string;
  readonly config: BaseConfig;
  readonly args: readonly string[];
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
};

/** Where each partition ended when the backup began: by topic, then by partition. */
const endsSchema = z.object({ ends: z.record(z.string(), z.record(z.string(), z.number())) });

type Ends = z.output<typeof endsSchema>['ends'];

const usage = 'pnpm wadah sequences raise SERVICE [--backup DIR/manifest.json]';

const readEnds = (args: readonly string[]): Ends | undefined => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { backup: { type: 'string' } }, allowPositionals: true });
    if (positionals.length !== 1 || positionals[0] !== 'raise') throw new Error('It takes nothing else.');
    return values.backup === undefined ? undefined : endsSchema.parse(JSON.parse(readFileSync(values.backup, 'utf8'))).ends;
  } catch (error) {
    throw new UsageFault(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
};

type Heard = { readonly last: Map<string, number>; readonly bornLater: Set<string> };

/** Per aggregate the last number in the service's topic, and which were first heard of after the backup. */
const hear = async ({ name, config }: RaiseSequencesJob, topic: string, ends: Ends | undefined): Promise<Heard> => {
  const heard: Heard = { last: new Map(), bornLater: new Set() };
  const note = (partition: number, message: ReceivedMessage): void => {
    const { ce_source: source, ce_subject: subject, ce_sequence: sequence } = headersOf(message);
    if (subject === undefined || source !== `/wadah/${name}`) return;
    if (!heard.last.has(subject) && Number(message.offset) >= (ends?.[topic]?.[String(partition)] ?? 0)) heard.bornLater.add(subject);
    heard.last.set(subject, Math.max(heard.last.get(subject) ?? 0, Number(sequence)));
  };
  const { KAFKA_TOPIC_PREFIX: prefix, KAFKA_BROKERS: brokers, KAFKA_TLS: ssl } = config;
  const logger = createLogger({ service: name, level: config.LOG_LEVEL });
  const login = { username: config.KAFKA_USERNAME, password: config.KAFKA_PASSWORD };
  const reading = await readTopics({
    kafka: connectKafka({ clientId: `${name}-sequences`, brokers, ssl, logger, ...login }),
    groupId: `${prefix}${groupOf(name)}.sequences-${randomUUID()}`,
    topics: [`${prefix}${topic}`],
    handle: ({ partition }, message) => note(partition, message),
  });
  try {
    await reading.catchUp();
    return heard;
  } finally {
    await reading.stop();
  }
};

const publishedBy = (name: string): string | undefined => Object.entries(topology).find(([service]) => service === name)?.[1].publishes;

const raise = async (job: RaiseSequencesJob): Promise<boolean> => {
  const { name, config, print } = job;
  const ends = readEnds(job.args);
  const topic = publishedBy(name);
  const heard = topic === undefined ? { last: new Map<string, number>(), bornLater: new Set<string>() } : await hear(job, topic, ends);
  const mongo = await connectMongo({ url: config.MONGO_URL, appName: `${name}-sequences` });
  try {
    const { aggregates, raised, absent } = await raiseSequences(mongo, heard.last);
    print(`${name}: ${aggregates} aggregates, ${heard.last.size} in the topic, ${raised.length} raised`);
    for (const { collection, id, from, to } of raised) print(`raised ${collection} ${id} from ${from} to ${to}`);
    const lost = absent.filter((id) => heard.bornLater.has(id));
    for (const id of lost) print(`lost ${id}`);
    const rest = absent.length - lost.length;
    if (rest > 0) print(`${name}: ${rest} more were gone when the backup was made, as a session that is over`);
    return true;
  } finally {
    await mongo.close();
  }
};

/**
 * `pnpm wadah sequences raise <service>`: after a restore, while the service is down. No number that its topic has seen is given out again,
 * for a projection would skip it in silence.
 */
export const runRaiseSequencesJob = (job: RaiseSequencesJob): Promise<number> => asCommand(() => raise(job), job.complain);
