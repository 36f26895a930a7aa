import { cpus } from 'node:os';
import { profileOf, runningServices, startServices, stopServices, type ReplicaCounts, type ServiceName } from '@wadah/local';
import { checkout } from '../checkout.ts';
import type { Environment } from '../environment.ts';
import { loopRow } from '../loop-row.ts';
import { closedLoop } from '../loop.ts';
import { cpuBetween, readCpu } from '../processes.ts';
import type { Row } from '../row.ts';
import type { Stage } from '../stage.ts';

const BUYERS = 16;
const READERS = 32;
const WARM_UP_SECONDS = 8;
const REPLICATED: readonly ServiceName[] = ['catalogue', 'order'];

const countsOf = (count: number): ReplicaCounts => Object.fromEntries(REPLICATED.map((name) => [name, count]));

/** Adds the replica of that number, and tells the gateway of all; its own restart costs nothing that is measured. */
const growTo = async ({ stack }: Environment, count: number): Promise<void> => {
  const options = { profile: profileOf(stack), replicas: countsOf(count) };
  if (count > 1) await startServices(REPLICATED, stack, { ...options, replica: count });
  const gateways = runningServices(stack).filter(({ name }) => name === 'gateway');
  await stopServices(gateways, stack);
  await startServices(['gateway'], stack, { ...options, again: true });
};

const shrink = async (environment: Environment): Promise<void> => {
  const { stack } = environment;
  const more = runningServices(stack).filter(({ name }) => /-\d$/.test(name));
  await stopServices(more, stack);
  await growTo(environment, 1);
};

type Loop<Worker> = { readonly what: string; readonly workers: readonly Worker[]; readonly turn: (worker: Worker) => Promise<void> };

/** The speed of a loop, how much of the machine was busy with it, and with which processes; the generator is one of them. */
const underLoad = async <Worker>(
  environment: Environment,
  seconds: number,
  { what, workers, turn }: Loop<Worker>,
): Promise<readonly Row[]> => {
  await closedLoop(workers, WARM_UP_SECONDS, turn);
  const processes = [...(await environment.processes()), { name: 'load generator', pid: process.pid }];
  const before = readCpu(processes);
  const loop = await closedLoop(workers, seconds, turn);
  const used = [...cpuBetween(before, readCpu(processes))].toSorted(([, one], [, other]) => other - one);
  const share = (cpuSeconds: number): number => (cpuSeconds * 100) / loop.seconds;
  const all = used.reduce((sum, [, cpuSeconds]) => sum + cpuSeconds, 0);
  return [
    loopRow(what, loop),
    { what: `  CPU of all processes, of ${cpus().length * 100} %`, value: share(all), unit: '%' },
    ...used
      .filter(([, cpuSeconds]) => share(cpuSeconds) >= 1)
      .map(([name, cpuSeconds]) => ({ what: `    ${name}`, value: share(cpuSeconds), unit: '%' })),
  ];
};

/** Whole checkouts, and searches that no gateway keeps, with one, two and three replicas of catalogue and order. */
export const replicas = async (environment: Environment, stage: Stage, seconds: number): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  const buyers = await stage.buyers(BUYERS);
  const readers = Array.from({ length: READERS }, (_, index) => index);
  const search = async (): Promise<void> =>
    void (await stage.api.call('GET /v1/listings?limit=20', { headers: { 'cache-control': 'no-store' } }));
  try {
    for (const count of [1, 2, 3]) {
      await growTo(environment, count);
      const crowd = count === 1 ? '1 replica' : `${count} replicas`;
      rows.push(
        ...(await underLoad(environment, seconds, {
          what: `whole checkout, ${BUYERS} buyers, ${crowd}`,
          workers: buyers,
          turn: async (token) => void (await checkout(stage, token)),
        })),
      );
      rows.push(
        ...(await underLoad(environment, seconds, { what: `search past the kept pages, ${crowd}`, workers: readers, turn: search })),
      );
    }
  } finally {
    await shrink(environment);
  }
  return rows;
};
