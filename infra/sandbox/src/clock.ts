import { readFileSync, statSync } from 'node:fs';

export type Clock = () => number;

/** The time in milliseconds; in tests it follows the offset written in a file, read anew at each call so that a jump takes effect at once. */
export const clockFrom = (offsetFile: string | null): Clock => {
  if (offsetFile === null) return Date.now;
  return () => Date.now() + offsetMsIn(offsetFile);
};

const offsetMsIn = (file: string): number => {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return 0;
  const offsetMs = Number(readFileSync(file, 'utf8').trim());
  return Number.isFinite(offsetMs) ? offsetMs : 0;
};
