import type { CpuReading } from './processes.ts';
import type { Budget, Row } from './row.ts';

/** Milliseconds of CPU for each thing done, of all processes together and of each. */
export const cpuRows = (used: CpuReading, done: number, what: string, budgets?: readonly Budget[]): readonly Row[] => {
  const each = [...used]
    .map(([name, seconds]) => ({ name, ms: (seconds * 1000) / done }))
    .filter(({ ms }) => ms > 0)
    .toSorted((a, b) => b.ms - a.ms);
  const sum = each.reduce((total, { ms }) => total + ms, 0);
  return [
    { what, value: sum, unit: 'ms', ...(budgets === undefined ? {} : { budgets }) },
    ...each.filter(({ ms }) => ms > sum / 50).map(({ name, ms }) => ({ what: `  of which ${name}`, value: ms, unit: 'ms' })),
  ];
};
