import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from '../../../tools/probe-tree.ts';

export type Planted = {
  readonly name: string;
  readonly file: string;
  /** `steps`: found in one run by dying at these steps. `random`: found by one of at most twenty seeds. */
  readonly form: 'steps' | 'random';
  readonly only: readonly string[];
  /** What goes wrong, and why the form sees it. */
  readonly how: string;
};

const SEEDS_MAX = 20;
/** Between the ports of the stack that may run beside it. */
const OFFSET_BESIDE = 30;

const headerOf = (text: string, name: string): readonly string[] =>
  [...text.slice(0, text.indexOf('diff --git')).matchAll(new RegExp(`^${name}: (.+)$`, 'gm'))].map(([, value]) => (value ?? '').trim());

export const readPlanted = (folder: string): readonly Planted[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.patch'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const [form] = headerOf(text, 'form');
      const [how] = headerOf(text, 'how');
      if ((form !== 'steps' && form !== 'random') || how === undefined)
        throw new Error(`${file} does not say by which form it is found, and how.`);
      return { name: file.replace('.patch', ''), file: join(folder, file), form, only: headerOf(text, 'only'), how };
    });

export const applies = (root: string, { file }: Planted): void => {
  execFileSync('git', ['apply', '--check', file], { cwd: root, stdio: 'pipe' });
};

const linkDownloads = (root: string, tree: string): void => {
  mkdirSync(join(tree, '.local'), { recursive: true });
  if (existsSync(join(root, '.local/downloads'))) symlinkSync(join(root, '.local/downloads'), join(tree, '.local/downloads'));
};

/**
 * A copy of the tree with a stack of its own, so that what a planted bug breaks lies in nobody's databases; or on the test stack of the tree,
 * which must be reset afterwards.
 */
export const openCopy = (root: string, { here }: { readonly here: boolean }) => {
  const folder = join('.cache', 'planted-faults');
  const tree = join(root, folder);
  copyTree(root, tree);
  if (here) symlinkSync(join(root, '.local'), join(tree, '.local'));
  else linkDownloads(root, tree);
  const offset = Number(process.env['WADAH_PORT_OFFSET'] ?? 0) + (here ? 0 : OFFSET_BESIDE);
  const environment = { ...process.env, WADAH_PORT_OFFSET: String(offset) };
  const patch = ({ file }: Planted, ...options: readonly string[]): void => {
    execFileSync('git', ['apply', ...options, '--directory', folder, file], { cwd: root });
  };
  const run = (entry: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [entry, ...args], { cwd: tree, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      const chunks: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
    });
  const keep = ({ name }: Planted, output: string): void => {
    const logs = join(root, '.cache', 'planted-faults-logs');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, `${name}.log`), output);
  };
  return { patch, run, keep };
};

export type CopyOfTree = ReturnType<typeof openCopy>;

const faultIn = (output: string): string | undefined => {
  const lines = output.split('\n');
  const at = lines.findIndex((line) => line.trim().startsWith('BROKEN'));
  return at < 0 ? undefined : lines.slice(at, at + 2).map((line) => line.trim()).join(': ');
}; // prettier-ignore

/** Nothing may be broken while nothing is planted. */
export const proveSound = async ({ run }: CopyOfTree): Promise<void> => {
  const { code, output } = await run('faults/src/main.ts', ['--steps', '--list', '--stay']);
  if (code !== 0) throw new Error(`The copy is not sound before anything is planted:\n${output}`);
};

/** What gave the bug away; undefined where nothing did. */
export const findPlanted = async ({ patch, run, keep }: CopyOfTree, planted: Planted): Promise<string | undefined> => {
  patch(planted);
  try {
    if (planted.form === 'steps') {
      const { code, output } = await run('faults/src/main.ts', [
        '--steps',
        '--known',
        '--stay',
        ...planted.only.flatMap((text) => ['--only', text]),
      ]);
      keep(planted, output);
      const fault = faultIn(output);
      // A run that ends for another reason proves nothing about the bug.
      if (fault === undefined && code !== 0)
        throw new Error(`The run with ${planted.name} did not come to its end:\n${output.trim().split('\n').slice(-6).join('\n')}`);
      return fault;
    }
    for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
      const { code, output } = await run('faults/src/main.ts', ['--seed', String(seed), '--short']);
      if (code !== 0) return `seed ${seed}: ${output.trim().split('\n').slice(-4).join(' | ')}`;
    }
    return undefined;
  } finally {
    patch(planted, '--reverse');
  }
};

export const closeCopy = async ({ run }: CopyOfTree): Promise<void> => {
  await run('infra/demo/src/stop.ts', ['--stack', 'test']);
  await run('infra/local/src/cli.ts', ['down', '--stack', 'test']);
};
