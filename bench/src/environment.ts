import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  mongoServiceUrl,
  redisServiceUrl,
  resetStack,
  runningServices,
  serviceNames,
  stackHandle,
  stackStatus,
  stackUp,
  startServices,
  stopServices,
  takeDown,
  type ServiceName,
  type StackHandle,
} from '@wadah/local';
import type { NamedProcess } from './processes.ts';

const run = promisify(execFile);

const SEED_MS_MAX = 600_000;

/** A stack of its own, so that no measurement meets data that somebody tried things with, and leaves none behind. */
const STACK = 'bench';

export type Environment = {
  readonly stack: StackHandle;
  readonly catalogueUrl: string;
  mongoUrl(service: ServiceName): string;
  redisUrl(service: ServiceName): string;
  /** Address of the internal port, which answers `/metrics`, by service. */
  readonly internalUrls: ReadonlyMap<ServiceName, string>;
  /** Every process of ours and of the stack, by the name of what it is. */
  processes(): Promise<readonly NamedProcess[]>;
  /** Stops the services and the stack. */
  stop(): Promise<void>;
};

const processesOf = async (stack: StackHandle): Promise<readonly NamedProcess[]> => {
  const parts = await stackStatus(STACK);
  const services = runningServices(stack).map(({ name, process }) => ({ name, pid: process.pid }));
  return [...services, ...parts.flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, pid }]))];
};

const startAnew = async (): Promise<void> => {
  await resetStack(STACK);
  const args = ['infra/demo/src/main.ts', '--seed-only', '--stack', STACK];
  await run(process.execPath, args, { cwd: stackHandle(STACK).root, timeout: SEED_MS_MAX, maxBuffer: 16_777_216 });
};

const startAgain = async (): Promise<void> => {
  const stack = await stackUp(STACK);
  await stopServices(runningServices(stack), stack);
  await startServices(serviceNames, stack, { profile: 'demo' });
};

/** Brings up a stack with the seed and nothing else; `keep` leaves what the run before has left. */
export const bringUp = async ({ keep }: { readonly keep: boolean }): Promise<Environment> => {
  await (keep ? startAgain() : startAnew());
  const stack = stackHandle(STACK);
  return {
    stack,
    catalogueUrl: `http://127.0.0.1:${stack.ports.catalogue}`,
    mongoUrl: (service) => mongoServiceUrl(stack, service),
    redisUrl: (service) => redisServiceUrl(stack, service),
    internalUrls: new Map(serviceNames.map((name) => [name, `http://127.0.0.1:${stack.ports[`${name}Internal`]}`])),
    processes: () => processesOf(stack),
    stop: async () => {
      await stopServices(runningServices(stack), stack);
      await takeDown(STACK);
    },
  };
};
