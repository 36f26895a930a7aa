import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A process we started. The start time tells it from a later process that got the same pid. */
export type OwnedProcess = { readonly pid: number; readonly startedAt: string };

export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
};

/** The kernel's start time of a live process, in clock ticks since boot; undefined for one that is gone or a zombie. */
export const startTimeOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets, so fields are counted after its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
};

export const isAlive = (owned: OwnedProcess): boolean => startTimeOf(owned.pid) === owned.startedAt;

/** Starts a process in a session of its own, so that Ctrl-C at the terminal doesn't reach it. */
export const launchDetached = (launch: Launch): OwnedProcess => {
  mkdirSync(dirname(launch.log), { recursive: true });
  const log = openSync(launch.log, 'a');
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: launch.environment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined); // A command that cannot start shows as a process that is not alive.
  child.unref();
  const pid = child.pid ?? -1;
  return { pid, startedAt: startTimeOf(pid) ?? 'never' };
};

const endsWithin = async (owned: OwnedProcess, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(owned)) {
    if (performance.now() > deadline) return false;
    await delay(25);
  }
  return true;
};

/** Asks with SIGTERM, then forces with SIGKILL; touches nothing that is no longer ours. */
export const stopProcess = async (owned: OwnedProcess, graceMs = 10_000): Promise<'stopped' | 'killed' | 'gone'> => {
  if (!isAlive(owned)) return 'gone';
  process.kill(owned.pid, 'SIGTERM');
  if (await endsWithin(owned, graceMs)) return 'stopped';
  if (isAlive(owned)) process.kill(owned.pid, 'SIGKILL');
  await endsWithin(owned, 5_000);
  return 'killed';
};
