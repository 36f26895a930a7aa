import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from './plan.ts';
import type { Settled } from './settle.ts';

const recordFile = 'docs/fault-runs.csv';
const columns = ['time', 'seed', 'code', 'profile', 'faults', 'orders', 'seconds', 'outcome'] as const;

export type RunRecord = {
  readonly at: Date;
  readonly code: string;
  readonly profile: string;
  readonly plan: Plan;
  readonly settled: Settled;
  readonly seconds: number;
};

const git = (root: string, ...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The commit that runs, with a plus where the tree differs from it in more than the record itself. */
export const codeVersion = (root: string): string => {
  const changed = git(root, 'status', '--porcelain', '--', '.', `:!${recordFile}`) !== '';
  return `${git(root, 'rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`;
};

const quoted = (field: string): string => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

export const outcomeOf = ({ findings }: Settled): string => (findings.length === 0 ? 'ok' : findings.map(({ rule }) => rule).join('; '));

export const lineOf = ({ at, code, profile, plan, settled, seconds }: RunRecord): string =>
  [
    `${at.toISOString().slice(0, 19)}Z`,
    String(plan.seed),
    code,
    profile,
    plan.faults.map(({ kind, target }) => `${kind}:${target}`).join(' '),
    Object.entries(settled.outcomes)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([outcome, count]) => `${outcome}=${count}`)
      .join(' '),
    seconds.toFixed(0),
    outcomeOf(settled),
  ]
    .map(quoted)
    .join(',');

export const appendLine = (root: string, line: string): void => {
  const file = join(root, recordFile);
  if (!existsSync(file)) appendFileSync(file, `${columns.join(',')}\n`);
  appendFileSync(file, `${line}\n`);
};

/** Each run's logs begin empty, so that what a failed one keeps is its own. */
export const emptyLogs = (logs: string): void => {
  for (const name of readdirSync(logs)) if (name.endsWith('.log')) truncateSync(join(logs, name));
};

/** What a failed run leaves for whoever looks for the cause. */
export const keepFailure = (root: string, logs: string, { plan, settled }: RunRecord): string => {
  const folder = join(root, '.cache', 'faults', String(plan.seed));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
  writeFileSync(join(folder, 'findings.json'), `${JSON.stringify(settled, null, 2)}\n`);
  cpSync(logs, join(folder, 'logs'), { recursive: true });
  return folder;
};
