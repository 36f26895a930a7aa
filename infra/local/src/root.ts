import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's root: the nearest folder above the working directory that holds the workspace file. */
export const repositoryRoot = (from: string = process.cwd()): string => {
  if (existsSync(join(from, 'pnpm-workspace.yaml'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('This command must run inside the Wadah repository.');
  return repositoryRoot(parent);
};
