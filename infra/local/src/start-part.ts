import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StackFailure, type Say } from './failure.ts';
import type { Part } from './parts/part.ts';
import { isAlive, launchDetached, stopProcess, type OwnedProcess } from './process/owned-process.ts';
import { portOwner, type PortOwner } from './process/port-owner.ts';
import { readRecords, recordPart } from './records.ts';
import type { Stack } from './stack.ts';

const LOG_TAIL_LINES = 15;
const SILENT_GRACE_MS = 3_000;
const DYING_MS_MAX = 1_500;

export const logTail = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
  } catch {
    return '(no log)';
  }
};

const freedWithin = async (port: number, patienceMs: number): Promise<PortOwner | undefined> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const owner = await portOwner(port);
    if (!owner || performance.now() > deadline) return owner;
    await delay(50);
  }
};

const refuseBusyPorts = async (stack: Stack, part: Part, patienceMs: number): Promise<void> => {
  for (const name of part.ports) {
    const owner = await freedWithin(stack.ports[name], patienceMs);
    if (!owner) continue;
    const advice = owner.pid === undefined ? 'Stop it' : `Stop it (kill ${owner.pid})`;
    throw new StackFailure(
      `Port ${stack.ports[name]} for ${part.name} is taken by ${owner.description}. ${advice}, or move all ports with WADAH_PORT_OFFSET.`,
    );
  }
};

type Starting = { readonly stack: Stack; readonly part: Part; readonly owned: OwnedProcess; readonly log: string };

const isReady = async ({ stack, part, owned, log }: Starting): Promise<void> => {
  const deadline = performance.now() + part.readyMsMax;
  while (!(await part.answers(stack))) {
    if (!isAlive(owned)) throw new StackFailure(`${part.name} ended while it started. The end of ${log}:\n${logTail(log)}`);
    if (performance.now() > deadline)
      throw new StackFailure(`${part.name} was not ready within ${part.readyMsMax / 1000} s. The end of ${log}:\n${logTail(log)}`);
    await delay(40);
  }
};

const initialised = async ({ stack, part, log }: Starting): Promise<void> => {
  if (!part.initialise) return;
  try {
    await part.initialise(stack);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StackFailure(`${part.name} could not be set up: ${reason}\nThe end of ${log}:\n${logTail(log)}`, { cause: error });
  }
};

/** Starts one native part and waits until it answers; one that answers already is left alone. */
export const startPart = async (stack: Stack, part: Part, say: Say): Promise<'running' | 'started'> => {
  const record = readRecords(stack).parts[part.name];
  if (record?.process && isAlive(record.process)) {
    if (await part.answers(stack)) return 'running';
    say(`${part.name}: pid ${record.process.pid} does not answer and is restarted`);
    await stopProcess(record.process, SILENT_GRACE_MS);
  }
  // A process that has just been killed may hold its ports for a moment longer than its pid.
  await refuseBusyPorts(stack, part, record ? DYING_MS_MAX : 0);
  const startedAt = performance.now();
  const log = join(stack.logs, `${part.name}.log`);
  rmSync(log, { force: true });
  const owned = launchDetached({ ...(await part.prepare(stack, say)), log });
  recordPart(stack, part.name, { way: 'native', process: owned });
  const starting = { stack, part, owned, log };
  await initialised(starting);
  await isReady(starting);
  say(
    `${part.name}: native, pid ${owned.pid}, port ${stack.ports[part.ports[0] ?? 'kafka']}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  return 'started';
};
