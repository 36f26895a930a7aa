import { readFileSync } from 'node:fs';

export const callers = ['stranger', 'buyer', 'staff', 'owner', 'curator', 'operator', 'auditor', 'client', 'other'] as const;

export type Caller = (typeof callers)[number];

export type Line = {
  readonly line: number;
  /** "GET /v1/orders/{orderId}", with its query. */
  readonly route: string;
  readonly object: string;
  readonly confirmed: boolean;
  readonly expected: Readonly<Record<Caller, string>>;
};

const shape = /^(?<mark>! )?(?<route>[A-Z]+ \S+) +(?<object>[a-z]+|-) +(?<cells>\S.*)$/;

const lineOf = (text: string, line: number): Line => {
  const parts = shape.exec(text)?.groups;
  const cells = parts?.['cells']?.trim().split(/ +/) ?? [];
  if (parts === undefined || (cells.length !== 1 && cells.length !== callers.length))
    throw new Error(`Line ${line} of the matrix is not: route object ${callers.join(' ')}`);
  const cellOf = (index: number): string => (cells.length === 1 ? cells[0] : cells[index]) ?? '';
  return {
    line,
    route: parts['route'] ?? '',
    object: parts['object'] ?? '',
    confirmed: parts['mark'] !== undefined,
    expected: Object.fromEntries(callers.map((caller, index) => [caller, cellOf(index)])) as Record<Caller, string>,
  };
};

export const readMatrix = (): readonly Line[] =>
  readFileSync('acceptance/authorisation-matrix.txt', 'utf8')
    .split('\n')
    .flatMap((text, index) => (text.trim() === '' || text.startsWith('#') ? [] : [lineOf(text, index + 1)]));

/** Parameters have other names where a line means a thing in a special state, so their names don't count. */
export const placeOf = (route: string): string => route.replace(/\?.*$/, '').replaceAll(/\{\w+\}/g, '{}');

const codes: Readonly<Record<string, readonly [number, RegExp]>> = {
  401: [401, /^unauthenticated$/],
  403: [403, /^forbidden$/],
  404: [404, /-not-found$/],
  422: [422, /^code-invalid$/],
  scope: [403, /^scope-missing$/],
  'own-case': [403, /^own-case$/],
};

/** Whether an answer is what a cell says. */
export const agrees = (cell: string, status: number, code: string | undefined): boolean => {
  const [wanted, pattern] = codes[cell] ?? [];
  if (wanted !== undefined && pattern !== undefined) return status === wanted && pattern.test(code ?? '');
  const [number, name] = cell.split(':');
  return status === Number(number) && (name === undefined ? code === undefined : code === name);
};
