import { setTimeout as delay } from 'node:timers/promises';

export type EventuallyOptions = { readonly timeoutMs?: number; readonly everyMs?: number };

const shown = (value: unknown): string => (value instanceof Error ? value.message : (JSON.stringify(value) ?? String(value)));

/**
 * Asks `probe` again until it returns something truthy, and returns that. A probe that throws (a failed `expect`) is asked again too.
 * @throws an error that names what was waited for and what the last try said.
 */
export const eventually = async <T>(
  what: string,
  probe: () => Promise<T> | T,
  options: EventuallyOptions = {},
): Promise<NonNullable<T>> => {
  const { timeoutMs = 10_000, everyMs = 25 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let last: unknown;
    try {
      const answer = await probe();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms. The last try said: ${shown(last)}`);
    await delay(everyMs);
  }
};
