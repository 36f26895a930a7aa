import type { InsertAnswer, InsertTask } from '../baseline/insert.ts';
import { checkout } from '../checkout.ts';
import { startChild, withChild } from '../child.ts';
import { mongoBetween, readMongo, type MongoReading } from '../counter.ts';
import { cpuRows } from '../cpu-rows.ts';
import type { Environment } from '../environment.ts';
import { loopRow } from '../loop-row.ts';
import { closedLoop } from '../loop.ts';
import { cpuBetween, readCpu } from '../processes.ts';
import type { Budget, Row } from '../row.ts';
import type { Stage } from '../stage.ts';

/** A checkout runs through the code of seven processes, which takes hundreds of turns to be compiled well. */
const WARM_UP_SECONDS = 15;

export type Crowd = { readonly buyers: number; readonly seconds: number; readonly warmUpSeconds?: number };

type Goal = { readonly speed: readonly Budget[]; readonly cpu?: readonly Budget[] };

const goals: ReadonlyMap<number, Goal> = new Map([
  [
    16,
    {
      speed: [{ bound: 'at least', value: 45, of: 'value' }, { bound: 'at most', value: 500, of: 'p95Ms' }],
      cpu: [{ bound: 'at most', value: 42, of: 'value' }],
    },
  ],
  [64, { speed: [{ bound: 'at least', value: 60, of: 'value' }], cpu: [{ bound: 'at most', value: 30, of: 'value' }] }],
]); // prettier-ignore

const requestRows = (asked: MongoReading, done: number, crowd: string): readonly Row[] => {
  const each = [...asked].map(([name, { requests }]) => ({ name, value: requests / done })).toSorted((a, b) => b.value - a.value);
  return [
    {
      what: `MongoDB requests of one checkout, ${crowd}`,
      value: each.reduce((sum, { value }) => sum + value, 0),
      unit: '',
      budgets: [{ bound: 'at most', value: 40, of: 'value' }],
    },
    ...each.filter(({ value }) => value > 0).map(({ name, value }) => ({ what: `  of which ${name}`, value, unit: '' })),
  ];
};

/** What the database alone takes for as many writes as one checkout makes. */
const insertsRow = (environment: Environment, written: number, { buyers, seconds }: Crowd): Promise<Row> =>
  withChild(startChild('baseline/insert', { BENCH_MONGO_URL: environment.mongoUrl('order') }), async ({ ask }) => {
    const task: InsertTask = { kind: 'groups', each: written, atOnce: buyers, seconds };
    const answer = await ask<InsertAnswer>(task, (seconds + 30) * 1000);
    return loopRow(`bare journaled inserts, ${written} one after the other, ${buyers} times at once`, { ...answer, failures: [] });
  });

const counted = async ({ buyers, seconds, warmUpSeconds = WARM_UP_SECONDS }: Crowd, environment: Environment, stage: Stage) => {
  const tokens = await stage.buyers(buyers);
  const turn = async (token: string): Promise<void> => void (await checkout(stage, token));
  await closedLoop(tokens, warmUpSeconds, turn);
  const processes = await environment.processes();
  const [cpuBefore, askedBefore] = [readCpu(processes), await readMongo(environment.internalUrls)];
  const loop = await closedLoop(tokens, seconds, turn);
  const [cpuAfter, askedAfter] = [readCpu(processes), await readMongo(environment.internalUrls)];
  return { loop, used: cpuBetween(cpuBefore, cpuAfter), asked: mongoBetween(askedBefore, askedAfter) };
};

/** Whole purchases in a closed loop, with what each took from every process and asked of MongoDB. */
export const checkouts = async (environment: Environment, stage: Stage, crowd: Crowd): Promise<readonly [Row, ...Row[]]> => {
  const { loop, used, asked } = await counted(crowd, environment, stage);
  const { speed, cpu }: Goal = goals.get(crowd.buyers) ?? { speed: [] };
  const crowdText = crowd.buyers === 1 ? '1 buyer' : `${crowd.buyers} buyers`;
  const row = { ...loopRow(`whole checkout, ${crowdText}`, loop), budgets: speed };
  const done = loop.durationsMs.length;
  if (done === 0) return [row];
  const written = Math.round([...asked.values()].reduce((sum, { writes }) => sum + writes, 0) / done);
  const base = await insertsRow(environment, written, crowd);
  return [
    { ...row, baseline: { what: base.what, value: base.value } },
    base,
    ...requestRows(asked, done, crowdText),
    ...cpuRows(used, done, `CPU of one checkout, ${crowdText}`, cpu),
  ];
};
