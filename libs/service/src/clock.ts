import { readFileSync } from 'node:fs';
import type { Now } from '@wadah/kit';

const REREAD_MS = 20;

const offsetMsIn = (file: string): number => {
  try {
    const offsetMs = Number(readFileSync(file, 'utf8').trim());
    return Number.isFinite(offsetMs) ? offsetMs : 0;
  } catch {
    return 0; // No file yet means no offset yet.
  }
};

/** The process's one clock; in profile test it follows the offset in milliseconds that the file holds. */
export const clockFrom = (offsetFile: string | undefined): Now => {
  if (offsetFile === undefined) return () => new Date();
  let offsetMs = 0;
  let readAt = -Infinity;
  return () => {
    const at = Date.now();
    if (at - readAt >= REREAD_MS) {
      offsetMs = offsetMsIn(offsetFile);
      readAt = at;
    }
    return new Date(at + offsetMs);
  };
};
