import { readFileSync } from 'node:fs';
import type { Now } from '@wadah/kit';

/** A file that is just being written is empty for a moment, and the clock must not jump back and forth. */
const offsetMsIn = (file: string, formerMs: number): number => {
  try {
    const text = readFileSync(file, 'utf8').trim();
    const offsetMs = text === '' ? formerMs : Number(text);
    return Number.isFinite(offsetMs) ? offsetMs : formerMs;
  } catch {
    return 0; // No file yet means no offset yet.
  }
};

/** The process's one clock; in profile test it follows the offset in milliseconds that the file holds, read anew each time. */
export const clockFrom = (offsetFile: string | undefined): Now => {
  if (offsetFile === undefined) return () => new Date();
  let offsetMs = 0;
  return () => {
    offsetMs = offsetMsIn(offsetFile, offsetMs);
    return new Date(Date.now() + offsetMs);
  };
};
