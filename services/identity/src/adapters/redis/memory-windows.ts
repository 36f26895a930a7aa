import type { Now } from '@wadah/kit';

export type Window = { readonly name: string; readonly seconds: number; readonly max: number };

const NAMES_MAX = 50_000;

/** What a process counts by itself while Redis is down: the same sliding windows, as if it were alone; a place in all of them or in none. */
export const memoryWindows = (now: Now): ((windows: readonly Window[]) => boolean) => {
  const taken = new Map<string, readonly number[]>();
  const keep = (name: string, times: readonly number[]): void => {
    // Set anew, so that the first name of the map is the one used longest ago.
    taken.delete(name);
    taken.set(name, times);
    const [oldest] = taken.keys();
    if (taken.size > NAMES_MAX && oldest !== undefined) taken.delete(oldest);
  };
  return (windows) => {
    const at = now().getTime();
    const open = windows.map(({ name, seconds, max }) => {
      const times = (taken.get(name) ?? []).filter((time) => time > at - seconds * 1_000);
      return { name, times, full: times.length >= max };
    });
    if (open.some(({ full }) => full)) return false;
    for (const { name, times } of open) keep(name, [...times, at]);
    return true;
  };
};
