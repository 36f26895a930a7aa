import type { Figures, Outage } from './stage.ts';

export type Row = { readonly outage: Outage; readonly figures: Figures; readonly events: number; readonly deadLetters: number };

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const cellsOf = ({ outage, figures, events, deadLetters }: Row): readonly string[] => [
  outage.name,
  seconds(figures.downMs),
  Object.entries(figures.answers)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ') || '–',
  seconds(figures.recoveredMs),
  String(events),
  String(deadLetters),
  figures.faults.length === 0 ? 'holds' : `${figures.faults.length} FAULTS`,
];

const HEAD = ['outage', 'down, s', 'answers meanwhile', 'recovered after, s', 'events', 'dead letters', ''];

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export const rowOf = (row: Row): string => lineOf(cellsOf(row));

/** The figures as a Markdown table. */
export const tableOf = (rows: readonly Row[]): string => [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)].map(lineOf).join('\n');
