import type { z } from 'zod';
import type { Locale } from '../route/route.ts';
import { faultText } from './fault-texts.id.ts';
import type { Fault } from './problem.ts';

const FAULTS_MAX = 50;

const joined = (root: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`), root);

const CODES: Readonly<Record<string, string>> = {
  invalid_type: 'wrong-type',
  too_big: 'too-big',
  too_small: 'too-small',
  invalid_format: 'wrong-format',
  not_multiple_of: 'wrong-step',
  invalid_value: 'not-allowed',
  invalid_union: 'no-variant-fits',
};

const codeOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'custom') return typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'invalid';
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined')) return 'required';
  return CODES[issue.code] ?? 'invalid';
};

const detailOf = (issue: z.core.$ZodIssue, code: string, locale: Locale): string => {
  if (locale === 'id') return faultText(issue, code);
  return code === 'unknown-field' ? 'There is no such field.' : issue.message;
};

const faultsOfIssue = (issue: z.core.$ZodIssue, root: string, locale: Locale): readonly Fault[] => {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  const code = issue.code === 'unrecognized_keys' ? 'unknown-field' : codeOf(issue);
  return paths.map((path) => ({ path: joined(root, path), code, detail: detailOf(issue, code, locale) }));
};

/** Every fault with its path, `body.lines[0].quantity`; at most 50, so that a faulty body can't make a larger answer. */
export const faultsOf = (
  error: z.ZodError,
  { root, locale }: { readonly root: 'params' | 'query' | 'body' | 'headers'; readonly locale: Locale },
): readonly Fault[] => error.issues.flatMap((issue) => faultsOfIssue(issue, root, locale)).slice(0, FAULTS_MAX);
