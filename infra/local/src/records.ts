import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';
import type { PartName } from './parts/part.ts';
import type { OwnedProcess } from './process/owned-process.ts';
import type { Stack } from './stack.ts';

export type Way = 'environment' | 'compose' | 'native';

export type PartRecord = { readonly way: Way; readonly process?: OwnedProcess };

export type Records = { readonly parts: Partial<Record<PartName, PartRecord>>; readonly provisioned?: string };

const fileOf = (stack: Stack) => join(stack.folder, 'state.json');

/** What this stack's last commands started, by process id. */
export const readRecords = (stack: Stack): Records => {
  if (!existsSync(fileOf(stack))) return { parts: {} };
  return readJson<Records>(fileOf(stack));
};

export const writeRecords = (stack: Stack, records: Records): void => {
  writeJson(fileOf(stack), records);
};

export const recordPart = (stack: Stack, name: PartName, record: PartRecord): void => {
  const records = readRecords(stack);
  writeRecords(stack, { ...records, parts: { ...records.parts, [name]: record } });
};
