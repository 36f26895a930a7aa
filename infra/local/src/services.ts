import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StackFailure, silent, type Say } from './failure.ts';
import { readJson, writeJson } from './json-file.ts';
import { applyServiceIndexes } from './jobs/service-job.ts';
import { bareEnvironment } from './parts/part.ts';
import { isAlive, launchDetached, stopProcess, type OwnedProcess } from './process/owned-process.ts';
import { portOwner } from './process/port-owner.ts';
import { serviceEnvironment, type EnvironmentOptions } from './service-environment.ts';
import { replicaPorts, type ServiceName, type Stack } from './stack.ts';
import { logTail } from './start-part.ts';

const READY_MS_MAX = 30_000;

/** A second replica is named after its service, as `order-2`. */
export type RunningService = { readonly name: string; readonly process: OwnedProcess; readonly log: string; readonly url: string };

export type StartOptions = EnvironmentOptions & {
  readonly say?: Say;
  /** Added to a service's own environment, or put in its place. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** After a crash: the indexes stand, the log goes on below what was said before, and who is slow to be ready is left to it. */
  readonly again?: boolean;
};

const recordsFile = (stack: Stack) => join(stack.folder, 'services.json');

const readServices = (stack: Stack): RunningService[] => {
  if (!existsSync(recordsFile(stack))) return [];
  return readJson<RunningService[]>(recordsFile(stack));
};

const writeServices = (stack: Stack, services: readonly RunningService[]): void => {
  writeJson(recordsFile(stack), services);
};

const refuseBusyPort = async (name: string, port: number): Promise<void> => {
  const owner = await portOwner(port);
  if (owner)
    throw new StackFailure(`Port ${port} for ${name} is taken by ${owner.description}. Stop it, or move all ports with WADAH_PORT_OFFSET.`);
};

const answersReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
};

const becomesReady = async ({ name, process: owned, log, url }: RunningService): Promise<void> => {
  const deadline = performance.now() + READY_MS_MAX;
  while (!(await answersReady(url))) {
    if (!isAlive(owned)) throw new StackFailure(`${name} ended while it started. The end of ${log}:\n${logTail(log)}`);
    if (performance.now() > deadline)
      throw new StackFailure(`${name} was not ready within ${READY_MS_MAX / 1000} s. The end of ${log}:\n${logTail(log)}`);
    await delay(50);
  }
};

/** Young generations of 16 MB fill up before anything is collected, which alone puts a service at rest 40 MB above its budget. */
export const nodeFlags = ['--max-semi-space-size=4'];

export const replicaName = (service: ServiceName, replica = 1): string => (replica === 1 ? service : `${service}-${replica}`);

const launch = (service: ServiceName, stack: Stack, options: StartOptions): RunningService => {
  const name = replicaName(service, options.replica);
  const log = join(stack.logs, `${name}.log`);
  if (options.again !== true) rmSync(log, { force: true });
  const compileCache = { NODE_COMPILE_CACHE: join(stack.root, '.cache', 'node') };
  // Each thread that hashes or compresses would else keep a heap of its own (measured: 7 MB of a service that has only loaded its code).
  const oneHeap = { MALLOC_ARENA_MAX: '1' };
  const environment: Record<string, string> = {
    ...bareEnvironment,
    ...compileCache,
    ...oneHeap,
    ...serviceEnvironment(service, stack, options),
    ...options.overrides,
  };
  const entry = join(stack.root, 'services', service, 'src/main.ts');
  const owned = launchDetached({ command: process.execPath, args: [...nodeFlags, entry], cwd: stack.root, environment, log });
  return { name, process: owned, log, url: `http://127.0.0.1:${environment['PORT'] ?? stack.ports[service]}` };
};

/** Starts services on a stack that is up and waits until each is ready; one that ends early fails with the end of its log. */
export const startServices = async (names: readonly ServiceName[], stack: Stack, options: StartOptions): Promise<RunningService[]> => {
  const say = options.say ?? silent;
  for (const name of names)
    await refuseBusyPort(name, Number(options.overrides?.['PORT'] ?? replicaPorts(stack, name, options.replica).open));
  if (options.again !== true && (options.replica ?? 1) === 1) await applyServiceIndexes(names, stack, options);
  const services = names.map((name) => launch(name, stack, options));
  writeServices(stack, [...readServices(stack).filter((service) => isAlive(service.process)), ...services]);
  const startedAt = performance.now();
  try {
    await Promise.all(
      services.map(async (service) => {
        await becomesReady(service);
        say(`${service.name}: ready, pid ${service.process.pid}, ${service.url}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
      }),
    );
  } catch (error) {
    if (options.again !== true) await stopServices(services, stack);
    throw error;
  }
  return services;
};

/** Stops services by process id: SIGTERM, and SIGKILL after eight seconds. */
export const stopServices = async (services: readonly RunningService[], stack: Stack, say: Say = silent): Promise<void> => {
  await Promise.all(
    services.map(async ({ name, process: owned }) => say(`${name}: ${await stopProcess(owned, 8_000)} (pid ${owned.pid})`)),
  );
  writeServices(
    stack,
    readServices(stack).filter((service) => isAlive(service.process)),
  );
};

/** Services of this stack that still run, from whichever command started them. */
export const runningServices = (stack: Stack): RunningService[] => readServices(stack).filter((service) => isAlive(service.process));

export const stopAllServices = (stack: Stack, say: Say): Promise<void> => stopServices(runningServices(stack), stack, say);
