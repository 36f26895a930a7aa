import { spawn } from 'node:child_process';

export type Step = { readonly name: string; readonly command: readonly string[]; readonly cwd?: string };
export type StepOutcome = { readonly name: string; readonly code: number; readonly output: string; readonly seconds: number };

/** The compiler takes FORCE_COLOR, whatever its value, for a wish to see colours. */
const uncoloured = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'FORCE_COLOR'));

/** A tool that never lets go fails its step instead of holding up everything. */
const STEP_MS_MAX = 600_000;

/** Runs one command to its end and keeps everything that it printed. */
export const runStep = (step: Step): Promise<StepOutcome> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const [file, ...args] = step.command;
    if (file === undefined) throw new Error(`Step ${step.name} has no command.`);
    const child = spawn(file, args, {
      cwd: step.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...uncoloured(), NO_COLOR: '1' },
      timeout: STEP_MS_MAX,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        name: step.name,
        code: code ?? 1,
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (performance.now() - startedAt) / 1000,
      }),
    );
  });

/** Runs steps with as many at a time as `width`, in the listed order. */
export const runSteps = async (
  steps: readonly Step[],
  width: number,
  onEnd: (outcome: StepOutcome) => void,
): Promise<readonly StepOutcome[]> => {
  const outcomes: StepOutcome[] = [];
  const waiting = [...steps];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const outcome = await runStep(step);
      outcomes.push(outcome);
      onEnd(outcome);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return outcomes;
};
