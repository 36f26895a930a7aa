import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { password } from './people.ts';

const SERVICES = ['gateway', 'identity', 'seller', 'catalogue', 'order', 'payment', 'notification'];

/** What must never stand in a log: whoever reads logs is neither the person nor their bank. */
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['a token', /\beyJ[\w-]{8,}\.[\w-]{8,}\./],
  ['an authorization header', /\b(?:bearer|basic) +[\w.~+/=-]{12,}/i],
  ['a password', new RegExp(password)],
  ['a code by mail', /\b[A-Z2-7]{32}\b/],
  ['a mail address', /[\w.+-]+@(?!wadah\.example)[\w-]+\.[a-z]{2,}/i],
  ['a telephone number', /(?:\+62|(?<![\w.-])08)\d{8,12}(?![\w-])/],
  ['a number of a person (NIK, NPWP, bank account)', /(?<![\w.-])\d{15,16}(?![\w.-])/],
  ['an address', /\bjalan [a-z]/i],
];

const NEEDS_CORRELATION = new Set(['request', 'An event was refused.', 'A due document is put off.']);

const parsed = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/** What is wrong with a line of a service's log; the line itself is cut, so that the finding doesn't spread what it found. */
export const faultsOfLine = (line: string): readonly string[] => {
  const entry = parsed(line);
  if (entry === undefined) return [`no JSON: ${line.slice(0, 80)}`];
  const held = FORBIDDEN.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${what} in “${String(entry['msg'])}”`);
  const lacks = NEEDS_CORRELATION.has(String(entry['msg'])) && typeof entry['correlationId'] !== 'string';
  return lacks ? [...held, `no correlation id in “${String(entry['msg'])}”`] : held;
};

/** Each kind of fault once for each service, with how often it stands there. */
export const faultsOfLogs = (folder: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => SERVICES.includes(basename(name, '.log')))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      if (line !== '') for (const fault of faultsOfLine(line)) counts.set(`${file}: ${fault}`, (counts.get(`${file}: ${fault}`) ?? 0) + 1);
    }
  }
  return [...counts].map(([fault, count]) => `${fault} (${count} ×)`);
};
