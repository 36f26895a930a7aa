import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StackFailure, takeDown } from '../infra/local/src/index.ts';
import { bringUp } from '../infra/local/src/up.ts';

type Count = { readonly passed: number; readonly failed: number };

type Step = { readonly name: string; readonly command: readonly string[]; readonly results?: string };

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

const steps: readonly Step[] = [
  { name: 'check', command: [process.execPath, 'tools/check.ts', '--without-tests'] },
  jestStep('suites', ['--selectProjects', 'unit', 'component', '--maxWorkers=2']),
  // Alone and last: it drives all services at once and measures waits.
  ...(existsSync('acceptance/test') ? [jestStep('acceptance', ['--selectProjects', 'acceptance', '--runInBand'])] : []),
];

let running: ChildProcess | undefined;
let interrupted = false;

const interrupt = (): void => {
  interrupted = true;
  running?.kill('SIGTERM');
};

/** Jest writes its JSON to the file and, with --json, to stdout too; only its report on stderr is for people. */
const runCommand = ({ command, results }: Step): Promise<number> =>
  new Promise((resolve, reject) => {
    const [file = '', ...args] = command;
    running = spawn(file, args, { stdio: ['ignore', results === undefined ? 'inherit' : 'ignore', 'inherit'] });
    running.on('error', reject);
    running.on('close', (code) => resolve(code ?? 1));
  });

const countOf = ({ results }: Step, code: number): Count => {
  if (results === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8')) as JestResults;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  // A global set-up that threw, or a worker that died, fails the run without failing a test.
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
};

const runSteps = async (): Promise<Count> => {
  const total = { passed: 0, failed: 0 };
  for (const step of steps) {
    if (interrupted) break;
    const startedAt = performance.now();
    const { passed, failed } = countOf(step, await runCommand(step));
    total.passed += passed;
    total.failed += failed;
    console.log(`${step.name}: ${passed} passed, ${failed} failed in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  }
  return total;
};

const main = async (): Promise<Count> => {
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  const { started } = await bringUp('test', console.log);
  try {
    return await runSteps();
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
