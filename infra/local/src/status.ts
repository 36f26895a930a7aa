import { partsOf } from './parts/parts.ts';
import type { Part, PartName } from './parts/part.ts';
import { isAlive } from './process/owned-process.ts';
import { readRecords, type Way } from './records.ts';
import { openStack, type Stack, type StackName } from './stack.ts';

export type PartStatus = {
  readonly name: PartName;
  readonly way: Way | undefined;
  readonly state: 'up' | 'dead' | 'silent' | 'stopped';
  readonly pid: number | undefined;
  readonly ports: readonly number[];
};

const statusOf = async (stack: Stack, part: Part): Promise<PartStatus> => {
  const record = readRecords(stack).parts[part.name];
  const common = { name: part.name, way: record?.way, pid: record?.process?.pid, ports: part.ports.map((port) => stack.ports[port]) };
  if (!record) return { ...common, state: 'stopped' };
  if (record.process && !isAlive(record.process)) return { ...common, state: 'dead' };
  return { ...common, state: (await part.answers(stack)) ? 'up' : 'silent' };
};

/** What each part is doing; starts nothing. */
export const stackStatus = (name: StackName): Promise<PartStatus[]> => {
  const stack = openStack(name);
  return Promise.all(partsOf(stack).map((part) => statusOf(stack, part)));
};

const wording = {
  up: 'up',
  dead: 'DEAD: its process is gone',
  silent: 'SILENT: its process lives but does not answer',
  stopped: 'stopped',
} as const;

export const statusLine = ({ name, way, state, pid, ports }: PartStatus): string =>
  [name.padEnd(8), (way ?? '-').padEnd(11), pid === undefined ? '' : `pid ${pid}`, `port ${ports.join(', ')}`, wording[state]]
    .filter((word) => word !== '')
    .join('  ');
