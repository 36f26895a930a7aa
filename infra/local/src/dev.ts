import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StackFailure } from './failure.ts';
import { stackUp } from './handle.ts';
import { serviceEnvironment } from './service-environment.ts';
import { serviceNames, type ServiceName } from './stack.ts';

const isServiceName = (text: string): text is ServiceName => serviceNames.some((name) => name === text);

const entryOf = (root: string, name: string) => join(root, 'services', name, 'src/main.ts');

/** Runs one service in the foreground on the demo stack and starts it again whenever a file changes. */
const main = async (): Promise<void> => {
  const name = process.argv[2] ?? '';
  if (!isServiceName(name)) throw new StackFailure(`pnpm dev NAME, where NAME is one of: ${serviceNames.join(', ')}`);
  const stack = await stackUp('demo', (line) => console.log(line));
  if (!existsSync(entryOf(stack.root, name))) throw new StackFailure(`${name} has no code yet.`);
  const environment = { ...process.env, ...serviceEnvironment(name, stack, { profile: 'demo' }) };
  const child = spawn(process.execPath, ['--watch', entryOf(stack.root, name)], { cwd: stack.root, env: environment, stdio: 'inherit' });
  // Ctrl-C reaches the child by the terminal; this process only waits for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 0));
};

try {
  await main();
} catch (error) {
  if (!(error instanceof StackFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
