import { runSteps, type Step } from './run-step.ts';

const pnpm = (...args: string[]): readonly string[] => ['pnpm', 'exec', ...args];

/** Content and not times decide, since a checkout and a generator touch what they don't change. */
const keptIn = (folder: string): readonly string[] => ['--cache', '--cache-strategy', 'content', '--cache-location', `.cache/${folder}`];

/** The long ones first, so that two lanes end at about the same time. */
const steps: readonly Step[] = [
  { name: 'lint', command: pnpm('eslint', ...keptIn('eslint'), '--max-warnings', '0', '.') },
  { name: 'types', command: pnpm('tsc', '-p', 'tsconfig.json') },
  { name: 'probes', command: [process.execPath, 'tools/check-probes.ts'] },
  { name: 'unit tests', command: pnpm('jest', '--selectProjects', 'unit') },
  {
    name: 'boundaries',
    command: pnpm('depcruise', '--config', '.dependency-cruiser.cjs', 'libs', 'services', 'infra', 'acceptance', 'bench', 'faults'),
  },
  { name: 'dead code', command: pnpm('knip', '--no-progress') },
  { name: 'format', command: pnpm('prettier', '--check', ...keptIn('prettier'), '--log-level', 'warn', '.') },
  { name: 'generated files', command: [process.execPath, 'tools/generate.ts', '--check'] },
  { name: 'contracts', command: [process.execPath, 'tools/contract-gate.ts'] },
];

/** `npm test` runs the unit tests beside the others, and once is enough. */
const chosen = process.argv.includes('--without-tests') ? steps.filter(({ name }) => name !== 'unit tests') : steps;

const startedAt = performance.now();
const outcomes = await runSteps(chosen, 2, ({ name, code, output, seconds }) => {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(16)} ${seconds.toFixed(1)} s`);
  if (code !== 0) console.log(output);
});
const failed = outcomes.filter((outcome) => outcome.code !== 0);
console.log(
  `check: ${outcomes.length - failed.length} of ${outcomes.length} steps ok in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
