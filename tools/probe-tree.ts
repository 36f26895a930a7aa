import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Probe } from './probes.ts';

const listedFiles = (root: string): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)) && lstatSync(join(root, file)).isFile());

const workspaceFolders = (root: string): readonly string[] =>
  ['libs', 'services', 'infra', 'data'].flatMap((parent) =>
    existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => join(parent, name)) : [],
  );

/**
 * Copies the tracked tree beside itself. Links of the workspace are relative, so inside the copy they lead to the copy; the outside packages are
 * the originals.
 */
export const copyTree = (root: string, target: string): void => {
  rmSync(target, { recursive: true, force: true });
  for (const file of listedFiles(root)) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(root, file), join(target, file));
  }
  symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'));
  for (const folder of [...workspaceFolders(root), 'acceptance', 'bench', 'faults']) {
    const modules = join(root, folder, 'node_modules');
    if (existsSync(modules) && existsSync(join(target, folder))) {
      cpSync(modules, join(target, folder, 'node_modules'), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.includes('/.bin'),
      });
    }
  }
};

export const plant = (target: string, probes: readonly Probe[]): void => {
  for (const probe of probes) {
    mkdirSync(dirname(join(target, probe.file)), { recursive: true });
    writeFileSync(join(target, probe.file), probe.source);
  }
};

/** The options stay the workspace's; types of the planted folders alone take a tenth of the time and prove the same. */
export const narrowTypes = (target: string, probes: readonly Probe[]): void => {
  const file = join(target, 'tsconfig.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  const include = [...new Set(probes.filter(({ tool }) => tool === 'tsc' || tool === 'eslint').map((probe) => dirname(probe.file)))];
  writeFileSync(file, JSON.stringify({ ...config, include }));
};
