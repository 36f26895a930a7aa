import type { z } from 'zod';
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

const faultsOfIssue = (issue: z.core.$ZodIssue, root: string): readonly Fault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: joined(root, [...issue.path, key]), code: 'unknown-field', detail: 'There is no such field.' }))
    : [{ path: joined(root, issue.path), code: codeOf(issue), detail: issue.message }];

/** Every fault with its path, `body.lines[0].quantity`; at most 50, so that a faulty body can't make a larger answer. */
export const faultsOf = (error: z.ZodError, root: 'params' | 'query' | 'body' | 'headers'): readonly Fault[] =>
  error.issues.flatMap((issue) => faultsOfIssue(issue, root)).slice(0, FAULTS_MAX);
