import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

const patches = ['tools/planted', 'faults/planted'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.patch'))
    .map((name) => join(folder, name)),
);

const isRefused = (patch: string): boolean => {
  try {
    execFileSync('git', ['apply', '--check', patch], { cwd: root, stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
};

test('every planted bug can still be planted in the code as it is', () => {
  expect(patches.length).toBeGreaterThan(100);
  expect(patches.filter(isRefused)).toEqual([]);
}, 60_000);
