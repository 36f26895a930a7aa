import type { Labels, Logger, Metrics } from '../../src/index.ts';

/** Metrics and logger that a test can read. */
export const recorder = () => {
  const counts = new Map<string, number>();
  const gauges = new Map<string, number>();
  const lines: { level: string; fields: object; message: string }[] = [];
  const nameOf = (name: string, labels: Labels = {}): string =>
    [
      name,
      ...Object.entries(labels)
        .sort()
        .map(([label, value]) => `${label}=${value}`),
    ].join(' ');
  const metrics: Metrics = {
    counter: (name, labels, by = 1) => void counts.set(nameOf(name, labels), (counts.get(nameOf(name, labels)) ?? 0) + by),
    gauge: (name, value, labels) => void gauges.set(nameOf(name, labels), value),
    histogram: () => undefined,
  };
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const logger: Logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const total = (name: string): number => [...counts].reduce((sum, [key, count]) => (key.startsWith(name) ? sum + count : sum), 0);
  return { metrics, logger, counts, gauges, lines, total };
};
