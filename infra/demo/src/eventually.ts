import { setTimeout as pause } from 'node:timers/promises';
import { DemoFailure } from './api.ts';

/** Asks until there is an answer other than undefined; what never comes is a failure that names what was waited for. */
export const eventually = async <T>(what: string, probe: () => Promise<T | undefined>, timeoutMs = 15_000): Promise<T> => {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new DemoFailure(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await pause(50);
  }
};
