import { nodeFlags, runningServices, serviceNames, startServices, stopServices } from '@wadah/local';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workedOff } from '../backlog.ts';
import type { Admin } from '../bulk/admin.ts';
import { startChild, withChild } from '../child.ts';
import type { Environment } from '../environment.ts';
import { ageSeconds, cpuBetween, readCpu, residentMb } from '../processes.ts';
import type { Row } from '../row.ts';

const SETTLE_MS = 5_000;
const IDLE_SECONDS = 15;

const START = 'bare process that imports the required packages: start to ready';
const RESIDENT = 'bare process that imports the required packages: resident at rest';

/** With a service's own flags; its first start only fills the compile cache. */
const bareImports = async ({ stack }: Environment): Promise<readonly [Row, Row]> => {
  const variables = { NODE_COMPILE_CACHE: join(stack.root, '.cache', 'node') };
  const once = (settleMs: number): Promise<readonly [Row, Row]> => {
    const begunAt = performance.now();
    return withChild(startChild('baseline/imports', variables, nodeFlags), async ({ pid }) => {
      const value = (performance.now() - begunAt) / 1000;
      await pause(settleMs);
      return [
        { what: START, value, unit: 's' },
        { what: RESIDENT, value: residentMb({ name: RESIDENT, pid }), unit: 'MB' },
      ];
    });
  };
  await once(1_000);
  return once(SETTLE_MS);
};

/** Stops and starts one service after the other, so that each has the machine to itself. */
const startUps = async ({ stack }: Environment, bare: Row): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const name of serviceNames) {
    await stopServices(
      runningServices(stack).filter((service) => service.name === name),
      stack,
    );
    const [started] = await startServices([name], stack, { profile: 'demo' });
    if (started === undefined) continue;
    rows.push({
      what: `${name}: start to ready`,
      value: ageSeconds(started.process.startedAt),
      unit: 's',
      baseline: { what: 'bare imports', value: bare.value },
      budgets: [{ bound: 'at most', value: 1.2, of: 'value' }],
    });
  }
  return rows;
};

/** What a service costs while nobody asks it for anything and nothing waits to be sent. */
export const atRest = async (environment: Environment, admin: Admin): Promise<readonly Row[]> => {
  const [bareStart, bareResident] = await bareImports(environment);
  const starts = await startUps(environment, bareStart);
  const waiting = await workedOff(admin);
  await pause(SETTLE_MS);
  const services = runningServices(environment.stack).map(({ name, process }) => ({ name, pid: process.pid }));
  const before = readCpu(services);
  await pause(IDLE_SECONDS * 1000);
  const used = cpuBetween(before, readCpu(services));
  return [
    bareStart,
    ...starts,
    {
      what: 'events and mails still waiting when rest was measured',
      value: waiting,
      unit: '',
      budgets: [{ bound: 'at most', value: 0, of: 'value' }],
    },
    bareResident,
    ...services.map((service): Row => ({
      what: `${service.name}: resident at rest`,
      value: residentMb(service),
      unit: 'MB',
      baseline: { what: 'bare imports', value: bareResident.value },
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
