import { renameSync, writeFileSync } from 'node:fs';
import { clockFile } from './http.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Sets the one clock of all services that far ahead of the machine's: they read the file each time, and never one that is half written. */
export const clockAhead = (ms: number): void => {
  const file = clockFile();
  writeFileSync(`${file}.next`, String(ms));
  renameSync(`${file}.next`, file);
};
