import { join } from 'node:path';
import { probes, type Probe } from './probes.ts';
import { copyTree, narrowTypes, plant } from './probe-tree.ts';
import { runStep } from './run-step.ts';

const root = process.cwd();
const tree = join(root, '.cache', 'probes');

const commands: Readonly<Record<Probe['tool'], (files: readonly string[]) => readonly string[]>> = {
  depcruise: () => [
    'pnpm',
    'exec',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    '--no-cache',
    '--output-type',
    'err',
    'libs',
    'services',
    'infra',
    'acceptance',
  ],
  eslint: (files) => ['pnpm', 'exec', 'eslint', '--format', 'json', ...files],
  tsc: () => ['pnpm', 'exec', 'tsc', '--noEmit', '-p', 'tsconfig.json'],
  knip: () => ['pnpm', 'exec', 'knip', '--no-progress', '--include', 'files'],
};

const seenBy: Readonly<Record<Probe['tool'], (output: string, probe: Probe) => boolean>> = {
  // A violation begins with its rule; a circle names the files that it goes through on the lines below.
  depcruise: (output, probe) =>
    output.split(/^ {2}(?=error )/m).some((violation) => violation.includes(`${probe.rule}:`) && violation.includes(probe.file)),
  eslint: (output, probe) => {
    const files = JSON.parse(output.slice(output.indexOf('['))) as { filePath: string; messages: { ruleId: string | null }[] }[];
    return files.some((file) => file.filePath.endsWith(probe.file) && file.messages.some((message) => message.ruleId === probe.rule));
  },
  tsc: (output, probe) => output.split('\n').some((line) => line.startsWith(probe.file) && line.includes(probe.rule)),
  knip: (output, probe) => output.includes(probe.file),
};

copyTree(root, tree);
plant(tree, probes);
narrowTypes(tree, probes);

const tools = [...new Set(probes.map((probe) => probe.tool))];
const blind: string[] = [];
for (const tool of tools) {
  const mine = probes.filter((probe) => probe.tool === tool);
  const outcome = await runStep({ name: tool, command: commands[tool](mine.map((probe) => probe.file)), cwd: tree });
  blind.push(
    ...mine.filter((probe) => !seenBy[tool](outcome.output, probe)).map((probe) => `${tool} does not see ${probe.rule} in ${probe.file}`),
  );
}

for (const line of blind) console.error(line);
console.log(`${probes.length - blind.length} of ${probes.length} probes are seen`);
process.exitCode = blind.length === 0 ? 0 : 1;
