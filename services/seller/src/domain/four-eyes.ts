import type { Level } from './seller.ts';

/** Which levels two curators of the agency must agree on, since when; the newest row that has begun holds. */
const rules: readonly { readonly from: Date; readonly levels: readonly Level[] }[] = [
  // L3 sells to government offices, where one careless signature costs public money.
  { from: new Date('2026-01-01T00:00:00+07:00'), levels: ['L3'] },
];

export const needsSecondCurator = (level: Level, at: Date): boolean =>
  rules.findLast(({ from }) => from <= at)?.levels.includes(level) ?? false;
