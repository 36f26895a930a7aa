const FAILURES_MAX = 20;

export type LoopResult = {
  readonly durationsMs: readonly number[];
  readonly failures: readonly string[];
  readonly seconds: number;
};

/** Each worker begins its next turn when the last one is done, until the time is over; too many failures end it early. */
export const closedLoop = async <Worker>(
  workers: readonly Worker[],
  seconds: number,
  turn: (worker: Worker, count: number) => Promise<void>,
): Promise<LoopResult> => {
  const durationsMs: number[] = [];
  const failures: string[] = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const work = async (worker: Worker): Promise<void> => {
    for (let count = 0; performance.now() < until && failures.length < FAILURES_MAX; count += 1) {
      const begunAt = performance.now();
      try {
        await turn(worker, count);
        durationsMs.push(performance.now() - begunAt);
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(workers.map(work));
  return { durationsMs, failures, seconds: (performance.now() - startedAt) / 1000 };
};
