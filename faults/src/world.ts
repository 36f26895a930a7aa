import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  applyServiceIndexes, resetStack, restartPart, stackUp, runningServices, serviceNames, stackHandle, stackStatus, startServices, stopServices, takeDown,
  type ServiceName, type StackHandle,
} from '@wadah/local'; // prettier-ignore

const SEED_MS_MAX = 400_000;
const BACK_MS_MAX = 90_000;

export const parts = ['kafka', 'mongo', 'redis'] as const;

export type PartName = (typeof parts)[number];

/** Whatever can be killed or paused. The relay of a service lives in its process. */
export type Target = ServiceName | PartName;

export const targets: readonly Target[] = [...serviceNames, ...parts];

export type WorldOptions = {
  /** Begins with empty databases and topics. */
  readonly fresh?: boolean;
  /** Added to every service's environment, also when it is started again. */
  readonly overrides?: Readonly<Record<string, string>>;
  readonly say?: (line: string) => void;
};

export type World = {
  readonly stack: StackHandle;
  kill(target: Target): Promise<void>;
  pause(target: Target): Promise<void>;
  resume(target: Target): Promise<void>;
  /** Starts what is dead; what is needed for it and can't be reached yet is waited for. `extra` is added to a service's environment this once. */
  start(target: Target, extra?: Readonly<Record<string, string>>): Promise<void>;
  isUp(target: Target): Promise<boolean>;
  /** Resumes and starts everything that does not run, parts first, and waits until every service says that it is ready. */
  restore(): Promise<void>;
  /** What nobody killed and that has ended all the same, since this was asked before. */
  endedByItself(): readonly Target[];
  /** Stops the services, and the whole stack where it was not up before. */
  leave(): Promise<void>;
};

const isPart = (target: Target): target is PartName => parts.some((part) => part === target);

const pidOf = async (stack: StackHandle, target: Target): Promise<number | undefined> => {
  if (!isPart(target)) return runningServices(stack).find(({ name }) => name === target)?.process.pid;
  const status = (await stackStatus(stack.name)).find(({ name }) => name === target);
  return status?.state === 'dead' ? undefined : status?.pid;
};

const signal = async (stack: StackHandle, target: Target, name: NodeJS.Signals): Promise<void> => {
  const pid = await pidOf(stack, target);
  if (pid !== undefined) process.kill(pid, name);
};

const diesOf = async (stack: StackHandle, target: Target): Promise<void> => {
  await signal(stack, target, 'SIGKILL');
  for (const until = performance.now() + 5_000; (await pidOf(stack, target)) !== undefined; await pause(20))
    if (performance.now() > until) throw new Error(`${target} does not die.`);
};

/** As whatever supervises it would: again and again, because what it needs may be down as well. */
const insistOnStart = async (stack: StackHandle, target: Target, overrides: Readonly<Record<string, string>>): Promise<void> => {
  const until = performance.now() + BACK_MS_MAX;
  for (;;) {
    try {
      // One that lives and is slow to answer would be killed for it.
      if ((await pidOf(stack, target)) !== undefined) return;
      if (isPart(target)) return await restartPart(stack, target);
      await startServices([target], stack, { profile: 'test', overrides, again: true });
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(200);
    }
  }
};

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts a service until it is ready; one that ends meanwhile is started again, and told. */
const supervise = async (world: World, name: ServiceName, ended: Set<Target>): Promise<void> => {
  const until = performance.now() + BACK_MS_MAX;
  await world.start(name);
  while (!(await isReady(`http://127.0.0.1:${world.stack.ports[name]}`))) {
    if (performance.now() > until) throw new Error(`${name} does not become ready although everything runs.`);
    if (!(await world.isUp(name))) {
      ended.add(name);
      await world.start(name);
    }
    await pause(100);
  }
};

const seeded = async (stack: StackHandle): Promise<void> => {
  const args = ['infra/demo/src/main.ts', '--stack', stack.name, '--seed-only'];
  await promisify(execFile)(process.execPath, args, { cwd: stack.root, timeout: SEED_MS_MAX, maxBuffer: 16_777_216 });
};

const areRunning = (stack: StackHandle): boolean => runningServices(stack).length === serviceNames.length;

const seededMark = (stack: StackHandle): string => join(stack.folder, 'faults-seeded');

/** The seed's people and categories are all that a market needs of it, so one that has been there need not be asked again. */
const bringUp = async (stack: StackHandle): Promise<void> => {
  await stopServices(runningServices(stack), stack);
  if (existsSync(seededMark(stack))) {
    await stackUp(stack.name);
    await applyServiceIndexes(serviceNames, stack, { profile: 'test' });
  } else {
    await seeded(stack);
    writeFileSync(seededMark(stack), '');
  }
};

/**
 * The test stack in the fault profile, seeded: its consumers' session timeout is 6 s.
 * Services that run already are taken over, so that a suite can have its faults among others.
 */
export const openWorld = async ({ fresh = false, overrides = {}, say = () => undefined }: WorldOptions = {}): Promise<World> => {
  const wasUp = (await stackStatus('test')).every(({ state }) => state === 'up');
  if (fresh) await resetStack('test');
  const stack = stackHandle('test');
  if (!areRunning(stack)) {
    say('bringing up the test stack with its seed');
    await bringUp(stack);
  }
  const killed = new Set<Target>();
  const ended = new Set<Target>();
  const world: World = {
    stack,
    kill: (target) => {
      killed.add(target);
      return diesOf(stack, target);
    },
    pause: (target) => signal(stack, target, 'SIGSTOP'),
    resume: (target) => signal(stack, target, 'SIGCONT'),
    start: async (target, extra = {}) => {
      await insistOnStart(stack, target, { ...overrides, ...extra });
      killed.delete(target);
    },
    isUp: async (target) => (await pidOf(stack, target)) !== undefined,
    restore: async () => {
      for (const target of targets) await world.resume(target);
      for (const target of targets) if (!killed.has(target) && !(await world.isUp(target))) ended.add(target);
      await Promise.all(parts.map((part) => world.start(part)));
      await Promise.all(serviceNames.map((name) => supervise(world, name, ended)));
    },
    endedByItself: () => {
      const found = [...ended];
      ended.clear();
      return found;
    },
    leave: async () => {
      for (const target of targets) await world.resume(target);
      await stopServices(runningServices(stack), stack);
      if (!wasUp) await takeDown('test');
    },
  };
  if (Object.keys(overrides).length > 0) await stopServices(runningServices(stack), stack);
  await world.restore();
  ended.clear();
  return world;
};
