import { meets, ratioOf, type Row } from '../src/row.ts';
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
  expect(head).toMatch(/^\| what +\| measured +\|.*\| met \|$/);
  expect(rule).toMatch(/^[| -]+$/);
  expect(first).toMatch(/^\| detail \| 500 \/s .*hello: 1000 +\| 0\.50 +\| ratio ≥ 0\.5 +\| yes \|$/);
  expect(rest).toEqual([]);
});
