import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the probe gives something; what never comes fails with the description. */
export const eventually = async <T>(what: string, probe: () => Promise<T | undefined | false>, timeoutMs = 15_000): Promise<T> => {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
    await pause(40);
  }
};
