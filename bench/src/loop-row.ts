import type { LoopResult } from './loop.ts';
import { percentilesOf } from './percentiles.ts';
import type { Row } from './row.ts';

/** The line of a closed loop; what failed first is told beside the table. */
export const loopRow = (what: string, { durationsMs, failures, seconds }: LoopResult): Row => {
  for (const failure of failures.slice(0, 3)) console.error(`${what}: ${failure}`);
  return { what, value: durationsMs.length / seconds, unit: '/s', failures: failures.length, ...percentilesOf(durationsMs) };
};
