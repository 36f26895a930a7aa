import en from '../../problems.json' with { type: 'json' };
import id from '../../problems.id.json' with { type: 'json' };
import type { Locale } from '../route/route.ts';
import type { Problem } from './problem.ts';

export type ProblemText = { readonly title: string; readonly detail: string };

/** Title and detail of each code, by language. English details are only a meaning: what a refusal itself says is more exact. */
export type ProblemTexts = Readonly<Record<Locale, ReadonlyMap<string, ProblemText>>>;

/** A package's `problems.json`, and `problems.id.json` with the same codes in Indonesian. */
export type ProblemFiles = {
  readonly en: readonly (ProblemText & { readonly code: string })[];
  readonly id: Readonly<Record<string, ProblemText>>;
};

/** Codes of several packages together with those of this one; where two have the same code, the later one speaks. */
export const problemTexts = (files: readonly ProblemFiles[] = []): ProblemTexts => {
  const all: readonly ProblemFiles[] = [{ en, id }, ...files];
  return {
    en: new Map(all.flatMap((file) => file.en.map(({ code, title, detail }) => [code, { title, detail }] as const))),
    id: new Map(all.flatMap((file) => Object.entries(file.id))),
  };
};

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const clock = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' });

/** A time as people in Banten say it; members of the problem keep the form that programs read. */
const said = (value: string | number): string =>
  typeof value === 'string' && ISO_TIME.test(value) ? `${clock.format(new Date(value))} WIB` : String(value);

/** Fills `{name}` with the problem's member of that name. */
const filled = (text: string, problem: Problem): string =>
  text.replaceAll(/\{(\w+)\}/g, (sign, name: string) => {
    const value = problem[name];
    return typeof value === 'string' || typeof value === 'number' ? said(value) : sign;
  });

/** The problem in the reader's language; code, status and every other member stay what programs rely on. */
export const localised = (problem: Problem, texts: ProblemTexts, locale: Locale): Problem => {
  const text = texts[locale].get(problem.code);
  if (text === undefined) return problem;
  return { ...problem, title: text.title, ...(locale === 'en' ? {} : { detail: filled(text.detail, problem) }) };
};
