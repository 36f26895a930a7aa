import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { StackFailure, takeDown } from '../infra/local/src/index.ts';
import { bringUp } from '../infra/local/src/up.ts';

type Count = { readonly passed: number; readonly failed: number };

type Step = { readonly name: string; readonly command: readonly string[]; readonly results?: string; readonly yields?: boolean };

type JestResults = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Suites that could not even be loaded. */
  readonly numRuntimeErrorTestSuites: number;
};

const resultsFolder = join('.cache', 'test-results');

const jestStep = (name: string, flags: readonly string[]): Step => {
  const results = join(resultsFolder, `${name}.json`);
  return { name, results, command: ['pnpm', 'exec', 'jest', ...flags, '--json', `--outputFile=${results}`] };
};

const suites = jestStep('suites', ['--selectProjects', 'unit', 'component', '--maxWorkers=3']);
/** Parts and programs that start, refuse and die: they wait most of their time. */
const infra = jestStep('infra', ['--selectProjects', 'infra', '--runInBand']);
const acceptance = jestStep('acceptance', ['--selectProjects', 'acceptance', '--runInBand']);
/** Takes what the others leave of the machine. */
const check: Step = { name: 'check', command: [process.execPath, 'tools/check.ts', '--without-tests'], yields: true };

/** Stages one after another; the lanes of a stage side by side, since acceptance drives all services at once and waits half of its time. */
const stages: readonly (readonly (readonly Step[])[])[] = [[[suites]], [[acceptance], [infra, check]]];

const running = new Set<ChildProcess>();
let interrupted = false;

const interrupt = (): void => {
  interrupted = true;
  for (const child of running) child.kill('SIGTERM');
};

/** Jest writes its JSON to the file and, with --json, to stdout too; only its report on stderr is for people. */
const runCommand = ({ command, results, yields = false }: Step): Promise<number> =>
  new Promise((resolve, reject) => {
    const [file = '', ...args] = command;
    const child = spawn(file, args, { stdio: ['ignore', results === undefined ? 'inherit' : 'ignore', 'inherit'] });
    running.add(child);
    if (yields && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });

const countOf = ({ results }: Step, code: number): Count => {
  if (results === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8')) as JestResults;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  // A global set-up that threw, or a worker that died, fails the run without failing a test.
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
};

const runStep = async (step: Step): Promise<Count> => {
  const startedAt = performance.now();
  const count = countOf(step, await runCommand(step));
  console.log(`${step.name}: ${count.passed} passed, ${count.failed} failed in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return count;
};

const sum = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

const runLane = async (steps: readonly Step[]): Promise<Count> => {
  const counts: Count[] = [];
  for (const step of steps) if (!interrupted) counts.push(await runStep(step));
  return sum(counts);
};

const runStages = async (): Promise<Count> => {
  const counts: Count[] = [];
  for (const lanes of stages) counts.push(sum(await Promise.all(lanes.map(runLane))));
  return sum(counts);
};

const main = async (): Promise<Count> => {
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  const { started } = await bringUp('test', console.log);
  try {
    return await runStages();
  } finally {
    // A stack that somebody else had up stays up.
    if (started.length > 0) await takeDown('test', console.log);
  }
};

process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);
try {
  const { passed, failed } = await main();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = interrupted ? 130 : Number(failed > 0);
} catch (error) {
  console.error(error instanceof StackFailure ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
