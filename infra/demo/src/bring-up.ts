import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { profileOf, type RunningService, serviceNames, stackUp, startServices, type StackHandle } from '@wadah/local';
import { DemoFailure } from './api.ts';
import type { Options } from './options.ts';

export type Environment = { readonly stack: StackHandle; readonly services: readonly RunningService[] };

/** Runs an operator's command as its own process, with the credentials of the service that owns it, and answers what it printed. */
export const wadah = (stack: StackHandle, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const cli = join(stack.root, 'infra', 'cli', 'src', 'main.ts');
    const child = spawn(process.execPath, [cli, ...args, '--stack', stack.name], { cwd: stack.root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString('utf8');
      if (code === 0) resolve(output);
      else reject(new DemoFailure(`wadah ${args.join(' ')} ended with ${code}:\n${output}`));
    });
  });

/** The stack with its topics, then every service with its indexes; each says when it is ready. */
export const bringUp = async (options: Options, say: (line: string) => void): Promise<Environment> => {
  const stack = await stackUp(options.stack, say);
  const services = await startServices(serviceNames, stack, { profile: profileOf(stack), say, logLevel: 'info' });
  return { stack, services };
};
