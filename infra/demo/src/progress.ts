export type Progress = {
  /** A line of its own, with the time since the start. */
  say(line: string): void;
  /** Counts one more of a kind; only every tenth is told. */
  step(kind: string): void;
};

export const consoleProgress = (): Progress => {
  const startedAt = performance.now();
  const counts = new Map<string, number>();
  const say = (line: string): void => console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const step = (kind: string): void => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count % 10 === 0) say(`${count} ${kind}s`);
  };
  return { say, step };
};
