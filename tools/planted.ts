import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from './probe-tree.ts';
import { runStep } from './run-step.ts';

const root = process.cwd();
const tree = join(root, '.cache', 'planted');
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

/** Red means that the named test ran and failed; a suite that does not even load proves nothing. */
const goesRed = async ({ suite, test }: Planted): Promise<boolean> => {
  const command = ['pnpm', 'exec', 'jest', suite, '-t', escaped(test), '--json', '--silent'];
  const { output } = await runStep({ name: test, command, cwd: tree });
  const report = JSON.parse(output.slice(output.indexOf('{"num'), output.lastIndexOf('}') + 1)) as {
    testResults: { assertionResults: { status: string; fullName: string }[] }[];
  };
  const results = report.testResults.flatMap((result) => result.assertionResults).filter(({ fullName }) => fullName.includes(test));
  return results.some(({ status }) => status === 'failed');
};

const only = process.argv[2];
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.patch') && (only === undefined || name.includes(only)))
  .sort()
  .map(readPlanted);
copyTree(root, tree);
let green = 0;
for (const planted of all) {
  const patch = join(folder, planted.patch);
  execFileSync('git', ['apply', '--directory', '.cache/planted', patch], { cwd: root });
  const red = await goesRed(planted);
  execFileSync('git', ['apply', '--reverse', '--directory', '.cache/planted', patch], { cwd: root });
  if (!red) green += 1;
  console.log(`${red ? 'red   ' : 'GREEN '} ${planted.patch}: ${planted.test}`);
}
console.log(`${all.length - green} of ${all.length} broken guards are found`);
process.exitCode = green === 0 ? 0 : 1;
