import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BenchFailure } from '../client.ts';

export type Baseline = { readonly url: string; stop(): Promise<void> };

const READY_MS_MAX = 15_000;

/** Starts a baseline as a process of its own, so that it shares its one core with nothing of the bench. */
export const startBaseline = async (name: 'hello' | 'lean-find', environment: Readonly<Record<string, string>> = {}): Promise<Baseline> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(READY_MS_MAX) })) as [Buffer];
  const port = /listening (\d+)/.exec(said.toString('utf8'))?.[1];
  if (port === undefined) throw new BenchFailure(`The baseline ${name} said no port.`);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
};
