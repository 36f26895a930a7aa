import type { Logger } from '@wadah/messaging';
import type { Worker } from './service-parts.ts';

export type MeasuringOptions = {
  /** What is measured, as the log names it. */
  readonly name: string;
  readonly everyMs: number;
  readonly measure: () => Promise<void>;
  readonly logger: Logger;
};

/** Measures what no single request or event can tell, as how many orders wait for whom; a failed look leaves the last value. */
export const measuring = ({ name, everyMs, measure, logger }: MeasuringOptions): Worker => {
  let looking: Promise<void> | undefined;
  const look = (): void => {
    looking ??= measure()
      .catch((error: unknown) => logger.warn({ err: error, name }, 'A measurement failed.'))
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(look, everyMs).unref();
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};

/** Shows a count for each of the given names, also where it has become none. */
export const showCounts = (
  names: readonly string[],
  counts: readonly { readonly _id: string; readonly count: number }[],
  show: (name: string, count: number) => void,
): void => {
  const counted = new Map(counts.map(({ _id, count }) => [_id, count]));
  for (const name of new Set([...names, ...counted.keys()])) show(name, counted.get(name) ?? 0);
};
