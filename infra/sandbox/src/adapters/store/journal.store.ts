import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Change, Ledger } from '../../app/ledger.ts';
import { linesOf } from './journal-lines.ts';
import { memory, type Memory } from './memory.ts';

export type JournalStore = { readonly ledger: Ledger; close(): void };

const replay = (file: string, state: Memory): void => {
  let lineNumber = 0;
  for (const line of linesOf(file)) {
    lineNumber += 1;
    for (const change of readLine(line, `${file}:${lineNumber}`)) state.apply(change);
  }
};

const readLine = (line: string, place: string): readonly Change[] => {
  try {
    return JSON.parse(line) as Change[]; // Only this store writes the file, so a line that parses is a list of changes.
  } catch (cause) {
    throw new Error(`The sandbox's journal is damaged at ${place}; move the file away to start anew.`, { cause });
  }
};

const compact = (file: string, state: Memory): void => {
  const draft = `${file}.compacting`;
  const descriptor = openSync(draft, 'w');
  for (const change of state.changes()) appendFileSync(descriptor, `${JSON.stringify([change])}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
};

/**
 * The provider's memory: maps for reading, an append-only file of changes for surviving. One line is one step. The line is in the kernel before
 * `commit` returns, which survives `kill -9`; a power cut may cost the last moments, which a simulator may lose.
 */
export const journalStore = (file: string): JournalStore => {
  const state = memory();
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) replay(file, state);
  compact(file, state);
  const descriptor = openSync(file, 'a');
  const commit = (changes: readonly Change[]): void => {
    appendFileSync(descriptor, `${JSON.stringify(changes)}\n`);
    for (const change of changes) state.apply(change);
  };
  return { ledger: { ...state, commit }, close: () => closeSync(descriptor) };
};
