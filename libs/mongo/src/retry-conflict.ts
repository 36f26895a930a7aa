import { setTimeout as delay } from 'node:timers/promises';
import { ConflictsExhausted } from './failures.ts';

/** What a try answers when somebody else was faster. */
export const conflict: unique symbol = Symbol('conflict');

export type Conflict = typeof conflict;

const triesMax = 20;
const waitMaxMs = 80;

/**
 * Tries again, with growing jittered waits, as long as a try answers `conflict`.
 * @throws {ConflictsExhausted} after 20 tries, which consumers and routes treat as an outage.
 */
export const retryConflict = async <T>(what: string, attempt: () => Promise<T | Conflict>): Promise<T> => {
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const answer = await attempt();
    if (answer !== conflict) return answer;
    await delay(Math.random() * Math.min(2 ** tries, waitMaxMs));
  }
  throw new ConflictsExhausted(`${what}: ${triesMax} tries met another writer each.`);
};
