import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StackFailure } from './failure.ts';
import { readJson } from './json-file.ts';
import { isAlive, startTimeOf, type OwnedProcess } from './process/owned-process.ts';

const WAIT_MS_MAX = 180_000;

/** Linked from a finished draft, so that the lock is never seen without its holder's name in it. */
const tryTake = (file: string): boolean => {
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) ?? '' }));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (!existsSync(draft)) throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
};

const holderOf = (file: string): OwnedProcess | undefined => {
  try {
    return readJson<OwnedProcess>(file);
  } catch {
    return undefined; // Just released.
  }
};

/** Moves a dead holder's lock aside; the rename lets only one waiter do it. */
const breakIfDead = (file: string): void => {
  const holder = holderOf(file);
  if (!holder || holder.startedAt === '' || isAlive(holder)) return;
  try {
    renameSync(file, `${file}.${process.pid}.stale`);
    rmSync(`${file}.${process.pid}.stale`);
  } catch {
    return; // Another waiter was first.
  }
};

/** Runs `work` while no other process on this machine runs under the same lock file. */
export const withLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = performance.now() + WAIT_MS_MAX;
  while (!tryTake(file)) {
    breakIfDead(file);
    if (performance.now() > deadline)
      throw new StackFailure(`Another command (pid ${holderOf(file)?.pid ?? 'unknown'}) has held ${file} for too long.`);
    await delay(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};
