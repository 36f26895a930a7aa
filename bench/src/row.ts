type Figure = 'value' | 'ratio' | 'p50Ms' | 'p95Ms' | 'p99Ms';

/** What a row must reach; `of` says which of its figures. */
export type Budget = { readonly bound: 'at least' | 'at most'; readonly value: number; readonly of: Figure };

/** One line of the table. A baseline is measured in the same run and in the same unit. */
export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly failures?: number;
  readonly baseline?: { readonly what: string; readonly value: number };
  readonly budgets?: readonly Budget[];
};

/** A baseline that answered nothing gives no ratio rather than an infinite one. */
export const ratioOf = ({ value, baseline }: Row): number | undefined =>
  baseline === undefined || baseline.value <= 0 ? undefined : value / baseline.value;

const figureOf = (row: Row, of: Figure): number | undefined => (of === 'ratio' ? ratioOf(row) : row[of]);

/** A figure that is missing doesn't meet its budget, and neither does a row with failures. */
export const meets = (row: Row, budget: Budget): boolean => {
  const figure = figureOf(row, budget.of);
  if (figure === undefined || (row.failures ?? 0) > 0) return false;
  return budget.bound === 'at least' ? figure >= budget.value : figure <= budget.value;
};

const timeUnits: ReadonlySet<string> = new Set(['s', 'ms']);

/**
 * The budget as this machine can be asked for it, where it hangs on speed: a rate falls and a time grows with `speed`, which is 1 on the
 * machine that the budgets were written for. undefined for what doesn't hang on it: ratios, counts, memory.
 */
export const scaledTo = (budget: Budget, { unit }: Pick<Row, 'unit'>, speed: number): Budget | undefined => {
  if (budget.of === 'ratio') return undefined;
  if (budget.of !== 'value' || timeUnits.has(unit)) return { ...budget, value: budget.value / speed };
  return unit === '/s' ? { ...budget, value: budget.value * speed } : undefined;
};

const nameOf = { value: '', ratio: 'ratio ', p50Ms: 'p50 ', p95Ms: 'p95 ', p99Ms: 'p99 ' } as const;

const figures = (value: number): string => String(Number(value.toPrecision(3)));

export const budgetText = ({ bound, value, of }: Budget): string => `${nameOf[of]}${bound === 'at least' ? '≥' : '≤'} ${figures(value)}`;
