import { counterSum } from '../src/counter.ts';
import { readOptions } from '../src/options.ts';
import { percentilesOf } from '../src/percentiles.ts';
import { cpuBetween, cpuSecondsIn, residentMbIn } from '../src/processes.ts';

test('a percentile is always a value that was measured', () => {
  const durations = Array.from({ length: 100 }, (_value, index) => 100 - index);
  expect(percentilesOf(durations)).toEqual({ p50Ms: 50, p95Ms: 95, p99Ms: 99 });
  expect(percentilesOf([7])).toEqual({ p50Ms: 7, p95Ms: 7, p99Ms: 7 });
});

test('of nothing there are no percentiles', () => expect(percentilesOf([])).toEqual({}));

test('a counter is summed over its labels and not over counters whose names begin alike', () => {
  const metrics = [
    '# TYPE requests_total counter',
    'requests_total{command="find",service="order"} 3',
    'requests_total{command="update"} 4',
    'requests_total_more{command="find"} 100',
  ].join('\n');
  expect(counterSum(metrics, 'requests_total')).toBe(7);
  expect(counterSum(metrics, 'absent_total')).toBe(0);
});

test('user and system time are read behind a command name with spaces and brackets', () => {
  expect(cpuSecondsIn('1 (a ) b) S 1 1 1 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 11 0 777 1 1')).toBe(2);
});

test('resident memory is read in megabytes', () => expect(residentMbIn('Name:\tnode\nVmRSS:\t  2048 kB\nThreads:\t11\n')).toBe(2));

test('the time between two readings is each process’s own', () => {
  const before = new Map([['order', 1.5]]);
  expect(cpuBetween(before, new Map([['order', 2]]))).toEqual(new Map([['order', 0.5]]));
});

test('without --only every case runs', () => {
  expect(readOptions([]).cases).toContain('checkout');
  expect(readOptions(['--only', 'search', '--full', '--seconds', '2'])).toEqual({ cases: ['search'], full: true, seconds: 2 });
});

test.each([
  ['--only', 'nothing'],
  ['--seconds', '0'],
  ['--seconds', 'many'],
  ['--seconds', '3600'],
])('%s %s is refused', (...argv) => {
  expect(() => readOptions(argv)).toThrow(/is/);
});
