import { setTimeout as delay } from 'node:timers/promises';
import { StackFailure } from './failure.ts';

/** Asks again until the answer is yes; throws, naming what was waited for, when time is up. */
export const eventually = async (what: string, ask: () => Promise<boolean>, timeoutMs: number): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new StackFailure(`${what}: not within ${Math.round(timeoutMs / 1000)} s.`);
    await delay(50);
  }
};
