import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StackFailure, type Say } from '../failure.ts';
import { sha256Of } from './sha256.ts';

export type Jar = { readonly sha256: string; readonly coordinates: string; readonly bytes: number; readonly fileName: string };

/** Fetches one artifact as `fileName` into `folder`. */
export type FetchJar = (coordinates: string, folder: string, fileName: string) => Promise<void>;

const PARALLEL = 8;

export const parseJarLock = (text: string): Jar[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [sha256 = '', coordinates = '', bytes = ''] = line.trim().split(/\s+/);
      if (!/^[0-9a-f]{64}$/.test(sha256) || coordinates.split(':').length !== 3)
        throw new StackFailure(`kafka-jars.lock has a broken line: ${line}`);
      const [group = '', artifact = '', version = ''] = coordinates.split(':');
      // The group is in the name because two groups may publish an artifact of the same name.
      return { sha256, coordinates, bytes: Number(bytes), fileName: `${group}.${artifact}-${version}.jar` };
    });

const isThere = (folder: string, jar: Jar): boolean => {
  const file = join(folder, jar.fileName);
  return existsSync(file) && statSync(file).size === jar.bytes;
};

const fetchOne = async (folder: string, jar: Jar, fetchJar: FetchJar): Promise<void> => {
  const draft = `${jar.fileName}.${process.pid}.part`;
  try {
    await fetchJar(jar.coordinates, folder, draft);
    const found = await sha256Of(join(folder, draft));
    if (found !== jar.sha256)
      throw new StackFailure(`${jar.coordinates} was refused: its sha256 is ${found}, kafka-jars.lock says ${jar.sha256}.`);
    renameSync(join(folder, draft), join(folder, jar.fileName));
  } finally {
    rmSync(join(folder, draft), { force: true });
  }
};

const fetchAll = async (folder: string, missing: readonly Jar[], fetchJar: FetchJar): Promise<void> => {
  const queue = [...missing];
  const worker = async () => {
    for (let jar = queue.shift(); jar; jar = queue.shift()) await fetchOne(folder, jar, fetchJar);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: PARALLEL }, worker));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

const verifyAll = async (folder: string, jars: readonly Jar[]): Promise<void> => {
  for (const jar of jars) {
    const file = join(folder, jar.fileName);
    const found = await sha256Of(file);
    if (found === jar.sha256) continue;
    rmSync(file);
    throw new StackFailure(
      `${jar.coordinates} on disk was refused and removed: its sha256 is ${found}, kafka-jars.lock says ${jar.sha256}. Run the command again.`,
    );
  }
};

const fetchFromMaven: FetchJar = async (coordinates, folder, fileName) => {
  const { downloadArtifact } = await import('./maven.ts');
  await downloadArtifact(coordinates, folder, fileName);
};

type Request = { readonly lockFile: string; readonly folder: string; readonly say: Say; readonly fetchJar?: FetchJar };

/** The folder with exactly the locked jars, each checked by its sha256 once per lock file. */
export const ensureKafkaJars = async ({ lockFile, folder, say, fetchJar = fetchFromMaven }: Request): Promise<string> => {
  const text = readFileSync(lockFile, 'utf8');
  const jars = parseJarLock(text);
  const stamp = join(folder, 'checked');
  const wanted = createHash('sha256').update(text).digest('hex');
  const missing = jars.filter((jar) => !isThere(folder, jar));
  if (missing.length === 0 && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  mkdirSync(folder, { recursive: true });
  if (missing.length > 0)
    say(`Kafka: fetching ${missing.length} jars (${Math.round(missing.reduce((sum, jar) => sum + jar.bytes, 0) / 1e6)} MB)`);
  await fetchAll(folder, missing, fetchJar);
  await verifyAll(folder, jars);
  const known = new Set(jars.map((jar) => jar.fileName));
  for (const name of readdirSync(folder)) if (name.endsWith('.jar') && !known.has(name)) rmSync(join(folder, name));
  writeFileSync(stamp, wanted);
  return folder;
};
