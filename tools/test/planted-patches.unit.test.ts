import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const folder = join('tools', 'planted');

const isRefused = (patch: string): boolean => {
  try {
    execFileSync('git', ['apply', '--check', join(folder, patch)], { cwd: root, stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
};

test('every broken guard of `pnpm planted` can still be planted in the code as it is', () => {
  const patches = readdirSync(join(root, folder)).filter((name) => name.endsWith('.patch'));
  expect(patches.length).toBeGreaterThan(100);
  expect(patches.filter(isRefused)).toEqual([]);
}, 60_000);
