import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  mongoServiceUrl,
  runningServices,
  serviceNames,
  stackHandle,
  stackStatus,
  stopServices,
  takeDown,
  type StackHandle,
} from '@wadah/local';
import type { NamedProcess } from './processes.ts';

const run = promisify(execFile);

const SEED_MS_MAX = 240_000;

export type Environment = {
  readonly stack: StackHandle;
  readonly catalogueUrl: string;
  readonly catalogueMongoUrl: string;
  readonly internalUrls: readonly string[];
  /** Every process of ours and of the stack, by the name of what it is. */
  processes(): Promise<readonly NamedProcess[]>;
  /** Stops the services, and the stack where the bench started it. */
  stop(): Promise<void>;
};

const processesOf = async (stack: StackHandle): Promise<readonly NamedProcess[]> => {
  const parts = await stackStatus('demo');
  const services = runningServices(stack).map(({ name, process }) => ({ name, pid: process.pid }));
  return [...services, ...parts.flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, pid }]))];
};

/** Brings up the demo stack with its seed, as `demo --seed-only` does. */
export const bringUp = async (): Promise<Environment> => {
  const stack = stackHandle('demo');
  const wasUp = (await stackStatus('demo')).every(({ state }) => state === 'up');
  const args = ['infra/demo/src/main.ts', '--seed-only'];
  await run(process.execPath, args, { cwd: stack.root, timeout: SEED_MS_MAX, maxBuffer: 16_777_216 });
  return {
    stack,
    catalogueUrl: `http://127.0.0.1:${stack.ports.catalogue}`,
    catalogueMongoUrl: mongoServiceUrl(stack, 'catalogue'),
    internalUrls: serviceNames.map((name) => `http://127.0.0.1:${stack.ports[`${name}Internal`]}`),
    processes: () => processesOf(stack),
    stop: async () => {
      await stopServices(runningServices(stack), stack);
      if (!wasUp) await takeDown('demo');
    },
  };
};
