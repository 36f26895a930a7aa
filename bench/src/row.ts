/** What a row must reach; `of` says which of its figures. */
export type Budget = { readonly bound: 'at least' | 'at most'; readonly value: number; readonly of: 'value' | 'ratio' | 'p95Ms' };

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

const figureOf = (row: Row, of: Budget['of']): number | undefined => (of === 'ratio' ? ratioOf(row) : row[of]);

/** A figure that is missing doesn't meet its budget, and neither does a row with failures. */
export const meets = (row: Row, budget: Budget): boolean => {
  const figure = figureOf(row, budget.of);
  if (figure === undefined || (row.failures ?? 0) > 0) return false;
  return budget.bound === 'at least' ? figure >= budget.value : figure <= budget.value;
};

const nameOf = { value: '', ratio: 'ratio ', p95Ms: 'p95 ' } as const;

export const budgetText = ({ bound, value, of }: Budget): string => `${nameOf[of]}${bound === 'at least' ? '≥' : '≤'} ${value}`;
