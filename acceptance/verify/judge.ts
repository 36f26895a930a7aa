import type { Found, Invariant } from './found.ts';

export type Verdict = { readonly rule: string; readonly broken: readonly string[] };

export const judge = (found: Found, invariants: readonly Invariant[]): readonly Verdict[] =>
  invariants.map(({ rule, broken }) => ({ rule, broken: broken(found) }));

export const isSound = (verdicts: readonly Verdict[]): boolean => verdicts.every(({ broken }) => broken.length === 0);

/** Databases and topics are read one after the other while work goes on, so only what is the same in both readings is broken. */
export const brokenInBoth = (earlier: readonly Verdict[], later: readonly Verdict[]): readonly Verdict[] =>
  later.map(({ rule, broken }) => {
    const before = new Set(earlier.find((verdict) => verdict.rule === rule)?.broken);
    return { rule, broken: broken.filter((fault) => before.has(fault)) };
  });

const shownMax = 50;

/** One line each, and below a broken one what breaks it. */
export const reportOf = (verdicts: readonly Verdict[]): string =>
  verdicts
    .flatMap(({ rule, broken }) => [
      broken.length === 0 ? `ok      ${rule}` : `BROKEN  ${rule}: ${broken.length}`,
      ...broken.slice(0, shownMax).map((fault) => `          ${fault}`),
      ...(broken.length > shownMax ? [`          and ${broken.length - shownMax} more`] : []),
    ])
    .join('\n');
