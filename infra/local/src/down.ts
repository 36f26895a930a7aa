import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { composeRemove, composeStop } from './compose.ts';
import { silent, type Say } from './failure.ts';
import { withLock } from './lock.ts';
import { stopProcess } from './process/owned-process.ts';
import { readRecords, writeRecords, type PartRecord } from './records.ts';
import { stopAllServices } from './services.ts';
import { openStack, type Stack, type StackName } from './stack.ts';

const stopPart = async (name: string, record: PartRecord, say: Say): Promise<void> => {
  if (!record.process) return;
  const outcome = await stopProcess(record.process, 20_000);
  say(`${name}: ${outcome === 'gone' ? 'was not running' : `${outcome} (pid ${record.process.pid})`}`);
};

const stopParts = async (stack: Stack, say: Say): Promise<void> => {
  const records = readRecords(stack);
  const composed = Object.values(records.parts).some((record) => record.way === 'compose');
  const stops = Object.entries(records.parts).map(([name, record]) => stopPart(name, record, say));
  if (composed) stops.push(composeStop(stack));
  await Promise.all(stops);
  writeRecords(stack, { ...records, parts: {} });
};

/** Stops what this stack started, by process id: the services first, then the parts. Data stays. */
export const takeDown = async (name: StackName, say: Say = silent): Promise<void> => {
  const stack = openStack(name);
  await stopAllServices(stack, say);
  await withLock(join(stack.folder, 'lock'), () => stopParts(stack, say));
};

/** Takes the stack down and removes its data and secrets; the downloads stay. */
export const resetStack = async (name: StackName, say: Say = silent): Promise<void> => {
  const stack = openStack(name);
  const composed = Object.values(readRecords(stack).parts).some((record) => record.way === 'compose');
  await takeDown(name, say);
  if (composed && existsSync(join(stack.folder, 'compose.env'))) await composeRemove(stack);
  rmSync(stack.folder, { recursive: true, force: true });
  say(`removed ${stack.folder}`);
};
