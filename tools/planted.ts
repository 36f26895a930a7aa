import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from './probe-tree.ts';
import { runStep } from './run-step.ts';

const root = process.cwd();
/** A copy for each run, so that two at a time don't take the ground from under each other. */
const copy = join('.cache', `planted-${process.pid}`);
const tree = join(root, copy);
const reportFile = join(tree, '.cache', 'planted.json');
const folder = join(root, 'tools', 'planted');

type Planted = { readonly patch: string; readonly suite: string; readonly test: string };

const header = (text: string, name: string, patch: string): string => {
  const found = new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`${patch} has no line "${name}: …" above its diff.`);
  return found.trim();
};

/** Each patch breaks one guard and names, above its diff, the suite and the test that must go red. */
const readPlanted = (patch: string): Planted => {
  const text = readFileSync(join(folder, patch), 'utf8');
  return { patch, suite: header(text, 'suite', patch), test: header(text, 'test', patch) };
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Report = { readonly testResults: readonly { readonly assertionResults: readonly { status: string; fullName: string }[] }[] };

/** Read from a file: on its output other things may stand beside a long report. */
const report = (): Report => JSON.parse(readFileSync(reportFile, 'utf8')) as Report;

/** What became of the named test; a suite that does not load runs nothing and so proves nothing. */
const outcomeOf = async ({ suite, test }: Planted): Promise<'passed' | 'failed' | 'not run'> => {
  const command = ['pnpm', 'exec', 'jest', suite, '-t', escaped(test), '--json', '--outputFile', reportFile, '--silent', '--forceExit'];
  rmSync(reportFile, { force: true });
  const { output } = await runStep({ name: test, command, cwd: tree });
  if (!existsSync(reportFile)) throw new Error(`Jest has left no report of ${suite}:\n${output}`);
  const statuses = report()
    .testResults.flatMap((result) => result.assertionResults)
    .filter(({ fullName }) => fullName.includes(test))
    .map(({ status }) => status);
  if (statuses.includes('failed')) return 'failed';
  return statuses.includes('passed') ? 'passed' : 'not run';
};

const apply = (patch: string, ...options: readonly string[]) =>
  execFileSync('git', ['apply', ...options, '--directory', copy, join(folder, patch)], { cwd: root });

/** The test must be green with the guard, or its red without it may have another reason. */
const isFound = async (planted: Planted): Promise<boolean> => {
  const whole = await outcomeOf(planted);
  apply(planted.patch);
  const broken = await outcomeOf(planted);
  apply(planted.patch, '--reverse');
  const found = whole === 'passed' && broken === 'failed';
  console.log(`${found ? 'found ' : 'MISSED'} ${planted.patch}: ${planted.test} (${whole}, then ${broken})`);
  return found;
};

const only = process.argv[2];
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.patch') && (only === undefined || name.includes(only)))
  .sort()
  .map(readPlanted);
process.on('exit', () => rmSync(tree, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
copyTree(root, tree);
// The copy's tests take the stack that runs already, and its files say where.
if (existsSync(join(root, '.local'))) symlinkSync(join(root, '.local'), join(tree, '.local'));
let missed = 0;
for (const planted of all) if (!(await isFound(planted))) missed += 1;
console.log(`${all.length - missed} of ${all.length} broken guards are found`);
process.exitCode = missed === 0 ? 0 : 1;
