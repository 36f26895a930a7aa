import type { Labels, Metrics } from '@wadah/messaging';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COUNT_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

/** The ports' metrics over prom-client; the registry renders `/metrics`. */
export type ServiceMetrics = Metrics & { readonly registry: Registry };

const wordsOf = (name: string): string => name.replaceAll('_', ' ');

const bucketsOf = (name: string): number[] => (name.endsWith('_seconds') ? SECONDS_BUCKETS : COUNT_BUCKETS);

const remembered = <M>(make: (name: string, labelNames: string[]) => M): ((name: string, labels: Labels) => M) => {
  const made = new Map<string, M>();
  return (name, labels) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const metric = make(name, Object.keys(labels));
    made.set(name, metric);
    return metric;
  };
};

/** A metric exists from its first use on; times are histograms named `…_seconds`. */
export const createMetrics = (service: string): ServiceMetrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  // Its default wakes an idle process a hundred times a second.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 200 });
  const options = (name: string, labelNames: string[]) => ({ name, help: wordsOf(name), labelNames, registers: [registry] });
  const counters = remembered((name, labelNames) => new Counter(options(name, labelNames)));
  const gauges = remembered((name, labelNames) => new Gauge(options(name, labelNames)));
  const histograms = remembered((name, labelNames) => new Histogram({ ...options(name, labelNames), buckets: bucketsOf(name) }));
  return {
    registry,
    counter: (name, labels = {}, by = 1) => counters(name, labels).inc({ ...labels }, by),
    gauge: (name, value, labels = {}) => gauges(name, labels).set({ ...labels }, value),
    histogram: (name, value, labels = {}) => histograms(name, labels).observe({ ...labels }, value),
  };
};
