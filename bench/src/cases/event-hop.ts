import { startChild, withChild } from '../child.ts';
import type { InsertAnswer, InsertTask } from '../baseline/insert.ts';
import type { Environment } from '../environment.ts';
import { betweenMs, type Moments, type ReadTask, type WriteAnswer, type WriteTask } from '../hop/moments.ts';
import { percentilesOf } from '../percentiles.ts';
import type { Row } from '../row.ts';
import { benchTopics } from '../topics.ts';

const PER_SECOND = 100;
const WARM_UP_SECONDS = 3;
const LATE_MS_MAX = 10_000;

type Ways = { readonly writer: string; readonly reader: string; readonly variables: Readonly<Record<string, string>> };

type Hop = { readonly hopsMs: readonly number[]; readonly writesMs: readonly number[]; readonly lost: number };

/** A writer and a reader, each a process of its own; the reader has joined its group before the first write. */
const hopBy = ({ writer, reader, variables }: Ways, seconds: number): Promise<Hop> =>
  withChild(startChild(reader, variables), (read) =>
    withChild(startChild(writer, variables), async (write) => {
      const run = async (name: string, length: number): Promise<Hop> => {
        const task: WriteTask = { run: name, perSecond: PER_SECOND, seconds: length };
        const written = await write.ask<WriteAnswer>(task, length * 1000 + LATE_MS_MAX);
        const count = Object.keys(written.done).length;
        const wanted: ReadTask = { run: name, count, msMax: LATE_MS_MAX };
        const seen = await read.ask<Moments>(wanted, 2 * LATE_MS_MAX);
        const hopsMs = betweenMs(written.done, seen);
        return { hopsMs, writesMs: betweenMs(written.begun, written.done), lost: count - hopsMs.length };
      };
      await run(`w${Date.now()}`, WARM_UP_SECONDS);
      return run(`r${Date.now()}`, seconds);
    }),
  );

const rowOf = (what: string, durationsMs: readonly number[], failures = 0): Row => {
  const percentiles = percentilesOf(durationsMs);
  return { what, value: percentiles.p50Ms ?? Number.NaN, unit: 'ms', failures, ...percentiles };
};

const insertRow = (variables: Readonly<Record<string, string>>, seconds: number): Promise<Row> =>
  withChild(startChild('baseline/insert', variables), async ({ ask }) => {
    const paced = (length: number): Promise<InsertAnswer> => {
      const task: InsertTask = { kind: 'paced', perSecond: PER_SECOND, seconds: length };
      return ask<InsertAnswer>(task, length * 1000 + LATE_MS_MAX);
    };
    await paced(WARM_UP_SECONDS);
    return rowOf(`bare journaled insert, ${PER_SECOND}/s`, (await paced(seconds)).durationsMs);
  });

const against = (row: Row, base: Row, budgets: Row['budgets'] = []): Row => ({
  ...row,
  baseline: { what: base.what, value: base.value },
  budgets,
});

/** From the answer of the write to the start of the next handler, in another process, beside kafkajs alone. */
export const eventHop = async (environment: Environment, seconds: number): Promise<readonly Row[]> => {
  const { stack } = environment;
  const { brokers, username, password } = stack.kafkaAdmin;
  const { plain } = await benchTopics(stack);
  const variables = {
    BENCH_MONGO_URL: environment.mongoUrl('order'),
    BENCH_KAFKA_BROKERS: brokers.join(','),
    BENCH_KAFKA_USERNAME: username,
    BENCH_KAFKA_PASSWORD: password,
    BENCH_TOPIC: plain,
  };
  const insert = await insertRow(variables, seconds);
  const bare = await hopBy({ writer: 'baseline/kafka-send', reader: 'baseline/kafka-receive', variables }, seconds);
  const ours = await hopBy({ writer: 'hop/write', reader: 'hop/read', variables }, seconds);
  const bareRow = rowOf(`bare kafkajs hop, send to handler, ${PER_SECOND}/s`, bare.hopsMs, bare.lost);
  return [
    insert,
    against(rowOf(`write with its event, ${PER_SECOND}/s`, ours.writesMs), insert),
    bareRow,
    against(rowOf(`event hop, commit to next handler, ${PER_SECOND}/s`, ours.hopsMs, ours.lost), bareRow, [
      { bound: 'at most', value: 4, of: 'p50Ms' },
      { bound: 'at most', value: 25, of: 'p99Ms' },
    ]),
  ];
};
