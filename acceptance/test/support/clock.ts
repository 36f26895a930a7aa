import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { clockFile } from './http.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A service that read the clock file less than 20 ms ago answers by what it read. */
const EVERYBODY_READS_IN_MS = 30;

/** Sets the one clock of all services that far ahead of the machine's; what is asked afterwards finds them there. */
export const clockAhead = async (ms: number): Promise<void> => {
  writeFileSync(clockFile(), String(ms));
  await pause(EVERYBODY_READS_IN_MS);
};
