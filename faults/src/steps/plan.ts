import type { ServiceName } from '@wadah/local';
import type { Arm } from './failpoint.ts';

export type Step = Arm & { readonly service: ServiceName };

export type Passed = Readonly<Partial<Record<ServiceName, readonly string[]>>>;

/** Two seller orders and two orders pass most steps twice, and the second one meets what the first has left. */
const TIMES_MAX = 2;

const countsOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

/** What belongs to no journey, because it also happens while nobody buys, or happens for many at once. */
const isBackground = (name: string): boolean => /commit of offsets|\$?pull outbox|redis|GET|leases?\./.test(name);

/** Every step that was passed, in the order of its first time; one of the journeys twice where it was passed twice. */
export const stepsOf = (passed: Passed): readonly Step[] =>
  Object.entries(passed).flatMap(([service, names]) =>
    [...countsOf(names)].flatMap(([step, count]) => {
      const times = isBackground(step) ? 1 : Math.min(count, TIMES_MAX);
      return Array.from({ length: times }, (_, at) => ({ service: service as ServiceName, step, nth: at + 1 }));
    }),
  );

/** How often a service may die in one run of the journeys, at steps that lie far apart. */
const DEATHS_MAX = 2;

/** In each round every service dies, each at steps of its own. */
export const roundsOf = (steps: readonly Step[]): readonly (readonly Step[])[] => {
  const queues = [...Map.groupBy(steps, ({ service }) => service).values()];
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  const rounds = Math.ceil(longest / DEATHS_MAX);
  return Array.from({ length: rounds }, (_, at) => queues.flatMap((queue) => queue.filter((_step, index) => index % rounds === at)));
};

export const nameOf = ({ service, step, nth }: Step): string => `${service}: ${step}${nth > 1 ? ` (${nth})` : ''}`;
