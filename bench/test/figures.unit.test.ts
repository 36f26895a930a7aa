import { counterSum, mongoBetween, writesIn } from '../src/counter.ts';
import { cpuRows } from '../src/cpu-rows.ts';
import { betweenMs } from '../src/hop/moments.ts';
import { renamed } from '../src/bulk/renamed.ts';
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
  expect(readOptions(['--', '--only', 'search', '--keep', '--seconds', '2'])).toEqual({
    cases: ['search'],
    growth: false,
    keep: true,
    seconds: 2,
  });
});

test.each([
  ['--only', 'nothing'],
  ['--seconds', '0'],
  ['--seconds', 'many'],
  ['--seconds', '3600'],
])('%s %s is refused', (...argv) => {
  expect(() => readOptions(argv)).toThrow(/is/);
});

test('of the requests to MongoDB those that write are told from those that read', () => {
  const line = (command: string, count: number) => `wadah_mongo_requests_total{command="${command}",service="order"} ${count}`;
  expect(writesIn([line('find', 9), line('update', 4), line('insert', 2), line('getMore', 1)].join('\n'))).toBe(6);
});

test('requests between two readings are counted for each service, also for one that has started in between', () => {
  const before = new Map([['order', { requests: 10, writes: 4 }]]);
  const after = new Map([
    ['order', { requests: 15, writes: 6 }],
    ['payment', { requests: 3, writes: 1 }],
  ]);
  expect(mongoBetween(before, after)).toEqual(
    new Map([
      ['order', { requests: 5, writes: 2 }],
      ['payment', { requests: 3, writes: 1 }],
    ]),
  );
});

test('an event that was written and never came has no hop', () => {
  expect(betweenMs({ a: 1, b: 2 }, { a: 4 })).toEqual([3]);
});

test('CPU of a thing done is shared among the processes that took it, the greatest first, without those of next to nothing', () => {
  const used = new Map([
    ['redis', 0.001],
    ['mongo', 0.1],
    ['order', 0.2],
    ['mail', 0],
  ]);
  expect(cpuRows(used, 10, 'all').map(({ what, value }) => [what, Math.round(value)])).toEqual([
    ['all', 30],
    ['  of which order', 20],
    ['  of which mongo', 10],
  ]);
});

test('a copy has its own ids wherever they stand, also within others and in keys, and keeps its times', () => {
  const at = new Date();
  const names = new Map([['0198-a', '0198-b']]);
  expect(renamed({ _id: 'ord_0198-a', refs: ['pay_0198-a:capture:1'], held: { 'ord_0198-a': 1 }, at, none: null }, names)).toEqual({
    _id: 'ord_0198-b',
    refs: ['pay_0198-b:capture:1'],
    held: { 'ord_0198-b': 1 },
    at,
    none: null,
  });
});
