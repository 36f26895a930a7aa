import { meets, ratioOf, scaledTo, type Budget, type Row } from '../src/row.ts';
import { figure, renderTable } from '../src/table.ts';

const row: Row = {
  what: 'detail',
  value: 500,
  unit: '/s',
  p95Ms: 40,
  baseline: { what: 'hello', value: 1000 },
  budgets: [{ bound: 'at least', value: 0.5, of: 'ratio' }],
};

test('a ratio is the value against its baseline', () => expect(ratioOf(row)).toBe(0.5));

test('a row without baseline, or with one that answered nothing, has no ratio', () => {
  expect(ratioOf({ what: 'search', value: 1, unit: '/s' })).toBeUndefined();
  expect(ratioOf({ ...row, baseline: { what: 'hello', value: 0 } })).toBeUndefined();
});

test.each([
  ['a value on its lower bound meets it', row, { bound: 'at least', value: 500, of: 'value' }, true],
  ['a value below its lower bound does not', row, { bound: 'at least', value: 501, of: 'value' }, false],
  ['a figure on its upper bound meets it', row, { bound: 'at most', value: 40, of: 'p95Ms' }, true],
  ['a figure above its upper bound does not', row, { bound: 'at most', value: 39, of: 'p95Ms' }, false],
  ['a missing figure meets nothing', { ...row, baseline: undefined }, { bound: 'at most', value: 9, of: 'ratio' }, false],
  ['a row with failures meets nothing', { ...row, failures: 1 }, { bound: 'at least', value: 1, of: 'value' }, false],
] as const)('%s', (_rule, measured, budget, expected) => expect(meets(measured as Row, budget)).toBe(expected));

test.each([
  [undefined, ''],
  [0.1234, '0.12'],
  [12.34, '12.3'],
  [1234.5, '1235'],
])('%s is written as "%s"', (value, text) => expect(figure(value)).toBe(text));

test('the table is Markdown with one line for each row, its ratio and whether it meets its budget', () => {
  const [head, rule, first, ...rest] = renderTable([row]).split('\n');
  expect(head).toMatch(/^\| what +\| measured +\|.*\| met \| scaled \| met scaled \|$/);
  expect(rule).toMatch(/^[| -]+$/);
  expect(first).toMatch(/^\| detail \| 500 \/s .*hello: 1000 +\| 0\.50 +\| ratio ≥ 0\.5 +\| yes \| +\| +\|$/);
  expect(rest).toEqual([]);
});

test.each<[string, Budget, string, Budget | undefined]>([
  ['a rate falls with it', { bound: 'at least', value: 60, of: 'value' }, '/s', { bound: 'at least', value: 30, of: 'value' }],
  ['a time grows', { bound: 'at most', value: 42, of: 'value' }, 'ms', { bound: 'at most', value: 84, of: 'value' }],
  [
    'so does a percentile, whatever its row is in',
    { bound: 'at most', value: 500, of: 'p95Ms' },
    '/s',
    { bound: 'at most', value: 1000, of: 'p95Ms' },
  ],
  ['a ratio does not hang on it', { bound: 'at least', value: 0.5, of: 'ratio' }, '/s', undefined],
  ['nor does memory', { bound: 'at most', value: 140, of: 'value' }, 'MB', undefined],
  ['nor a count', { bound: 'at most', value: 40, of: 'value' }, '', undefined],
])('on a machine of half the speed: %s', (_rule, budget, unit, expected) => expect(scaledTo(budget, { unit }, 0.5)).toEqual(expected));

test('where the speed of the machine is known each budget is judged by it too', () => {
  const slow: Row = { what: 'checkout', value: 40, unit: '/s', budgets: [{ bound: 'at least', value: 60, of: 'value' }] };
  expect(renderTable([slow], 0.5).split('\n').at(-1)).toMatch(/\| ≥ 60 +\| no +\| ≥ 30 +\| yes +\|$/);
});
