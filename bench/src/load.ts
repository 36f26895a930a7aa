import { startChild, withChild } from './child.ts';
import type { Attack, Load } from './generator.ts';

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 3;

export type Target = Omit<Attack, 'seconds' | 'connections'> & { readonly connections?: number };

/** A closed loop of requests from a process of its own, after a warm-up that isn't counted; each connection goes through all the paths. */
export const loadOf = (target: Target, seconds: number, between: () => void | Promise<void> = () => undefined): Promise<Load> =>
  withChild(startChild('generator'), async ({ ask }) => {
    const attack = (duration: number): Promise<Load> => {
      const task: Attack = { connections: CONNECTIONS, ...target, seconds: duration };
      return ask<Load>(task, (duration + 30) * 1000);
    };
    await attack(WARM_UP_SECONDS);
    await between();
    return attack(seconds);
  });
