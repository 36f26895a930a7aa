import { setTimeout as pause } from 'node:timers/promises';
import { answerTasks } from '../child.ts';
import { momentMs, type Moments, type ReadTask } from './moments.ts';

/** Notes when each event comes; its ids begin with the name of their run. */
export const reading = () => {
  const seen = new Map<string, number>();
  return {
    note: (id: string): void => void (seen.has(id) || seen.set(id, momentMs())),
    answer: (): void =>
      answerTasks<ReadTask, Moments>(async ({ run, count, msMax }) => {
        const until = momentMs() + msMax;
        const mine = () => [...seen].filter(([id]) => id.startsWith(`${run}-`));
        while (mine().length < count && momentMs() < until) await pause(20);
        return Object.fromEntries(mine());
      }),
  };
};
