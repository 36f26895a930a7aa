import { budgetText, meets, ratioOf, type Row } from './row.ts';

/** Three figures that count; a bench shows no more than it knows. */
export const figure = (value: number | undefined): string => {
  if (value === undefined) return '';
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
};

const heads = ['what', 'measured', 'p50 ms', 'p95 ms', 'p99 ms', 'failed', 'baseline', 'ratio', 'budget', 'met'];

const cellsOf = (row: Row): readonly string[] => [
  row.what,
  `${figure(row.value)} ${row.unit}`,
  figure(row.p50Ms),
  figure(row.p95Ms),
  figure(row.p99Ms),
  row.failures === undefined ? '' : String(row.failures),
  row.baseline === undefined ? '' : `${row.baseline.what}: ${figure(row.baseline.value)}`,
  figure(ratioOf(row)),
  (row.budgets ?? []).map(budgetText).join(', '),
  row.budgets === undefined ? '' : row.budgets.every((budget) => meets(row, budget)) ? 'yes' : 'no',
];

/** A Markdown table, padded so that a terminal shows it well too. */
export const renderTable = (rows: readonly Row[]): string => {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_head, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const [head, ...body] = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
};
