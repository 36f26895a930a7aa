/** The nearest-rank percentile: always a value that was measured. undefined of nothing. */
export const percentile = (sorted: readonly number[], percent: number): number | undefined =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];

export type Percentiles = { readonly p50Ms?: number; readonly p95Ms?: number; readonly p99Ms?: number };

export const percentilesOf = (durationsMs: readonly number[]): Percentiles => {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const [p50Ms, p95Ms, p99Ms] = [50, 95, 99].map((percent) => percentile(sorted, percent));
  return p50Ms === undefined || p95Ms === undefined || p99Ms === undefined ? {} : { p50Ms, p95Ms, p99Ms };
};
