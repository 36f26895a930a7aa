import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Reads a file that this package has written itself, so its shape is taken at its word. */
export const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Replaces the file whole, so that a reader never sees half of it. */
export const writeJson = (file: string, value: unknown, mode = 0o644): void => {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(value, null, 2), { mode });
  renameSync(draft, file);
};
