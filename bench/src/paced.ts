import { setTimeout as pause } from 'node:timers/promises';

/** Begins turns at an even pace, whether or not those before have ended, and waits for them all. */
export const paced = async (
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  turn: (count: number) => Promise<void>,
): Promise<void> => {
  const startedAt = performance.now();
  const turns: Promise<void>[] = [];
  for (let count = 0; count < perSecond * seconds; count += 1) {
    const waitMs = startedAt + (count * 1000) / perSecond - performance.now();
    if (waitMs > 0) await pause(waitMs);
    turns.push(turn(count));
  }
  await Promise.all(turns);
};
