import { spawn } from 'node:child_process';
import { inheritedEnvironment } from './config.ts';
import { StackFailure } from './failure.ts';

export type RunOptions = { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>>; readonly timeoutMs?: number };

export type RunResult = { readonly code: number; readonly output: string };

/** Runs a short command to its end and returns what it printed; code 127 when it isn't there. */
export const run = (command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.environment ?? inheritedEnvironment(),
      // An own `timeout` would hold this process up for its whole length when the command isn't there.
      signal: AbortSignal.timeout(options.timeoutMs ?? 60_000),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', ({ name }) => {
      if (name !== 'AbortError') resolve({ code: 127, output: '' });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });

/** Runs a command that must succeed; `advice` is what the person can do when it doesn't. */
export const runOrFail = async (
  command: string,
  args: readonly string[],
  options: RunOptions & { readonly advice: string },
): Promise<string> => {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output;
  const tail = output.trim().split('\n').slice(-8).join('\n');
  throw new StackFailure(`${command} failed (exit ${code}). ${options.advice}${tail === '' ? '' : `\n${tail}`}`);
};
