import { setTimeout as pause } from 'node:timers/promises';
import { runningServices, serviceNames, startServices, stopServices } from '@wadah/local';
import type { Environment } from '../environment.ts';
import { ageSeconds, cpuBetween, readCpu, residentMb } from '../processes.ts';
import type { Row } from '../row.ts';

const SETTLE_MS = 5_000;
const IDLE_SECONDS = 10;

/** Stops and starts one service after the other, so that each has the machine to itself. */
const startUps = async ({ stack }: Environment): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const name of serviceNames) {
    await stopServices(
      runningServices(stack).filter((service) => service.name === name),
      stack,
    );
    const [started] = await startServices([name], stack, { profile: 'demo' });
    if (started === undefined) continue;
    const value = ageSeconds(started.process.startedAt);
    rows.push({ what: `${name}: start to ready`, value, unit: 's', budgets: [{ bound: 'at most', value: 1.2, of: 'value' }] });
  }
  return rows;
};

/** What a service costs while nobody asks it for anything. */
export const atRest = async (environment: Environment): Promise<readonly Row[]> => {
  const starts = await startUps(environment);
  await pause(SETTLE_MS);
  const services = runningServices(environment.stack).map(({ name, process }) => ({ name, pid: process.pid }));
  const before = readCpu(services);
  await pause(IDLE_SECONDS * 1000);
  const used = cpuBetween(before, readCpu(services));
  return [
    ...starts,
    ...services.map((service): Row => ({
      what: `${service.name}: resident at rest`,
      value: residentMb(service),
      unit: 'MB',
      budgets: [{ bound: 'at most', value: 140, of: 'value' }],
    })),
    ...services.map(({ name }): Row => ({
      what: `${name}: CPU at rest`,
      value: ((used.get(name) ?? 0) * 100) / IDLE_SECONDS,
      unit: '% of a core',
      budgets: [{ bound: 'at most', value: 1.5, of: 'value' }],
    })),
  ];
};
