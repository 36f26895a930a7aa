import { budgetText, meets, ratioOf, scaledTo, type Budget, type Row } from './row.ts';

/** Three figures that count; a bench shows no more than it knows. */
export const figure = (value: number | undefined): string => {
  if (value === undefined) return '';
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
};

const heads = ['what', 'measured', 'p50 ms', 'p95 ms', 'p99 ms', 'failed', 'baseline', 'ratio', 'budget', 'met', 'scaled', 'met scaled'];

const judged = (row: Row, budgets: readonly Budget[]): readonly [string, string] =>
  budgets.length === 0 ? ['', ''] : [budgets.map(budgetText).join(', '), budgets.every((budget) => meets(row, budget)) ? 'yes' : 'no'];

const cellsOf = (row: Row, speed: number | undefined): readonly string[] => {
  const { budgets = [] } = row;
  const scaled = speed === undefined ? [] : budgets.flatMap((budget) => scaledTo(budget, row, speed) ?? []);
  return [
    row.what,
    `${figure(row.value)} ${row.unit}`,
    figure(row.p50Ms),
    figure(row.p95Ms),
    figure(row.p99Ms),
    row.failures === undefined ? '' : String(row.failures),
    row.baseline === undefined ? '' : `${row.baseline.what}: ${figure(row.baseline.value)}`,
    figure(ratioOf(row)),
    ...judged(row, budgets),
    ...judged(row, scaled),
  ];
};

/** A Markdown table, padded so that a terminal shows it well too. `speed` is this machine's beside the one of the budgets. */
export const renderTable = (rows: readonly Row[], speed?: number): string => {
  const lines = [heads, ...rows.map((row) => cellsOf(row, speed))];
  const widths = heads.map((_head, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const [head, ...body] = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
};
