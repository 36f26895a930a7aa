import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKafkaJars, type FetchJar } from '../src/downloads/kafka-jars.ts';
import { silent } from '../src/failure.ts';

let folder: string;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const lockLine = (coordinates: string, content: string) => `${sha256(content)}  ${coordinates}  ${content.length}\n`;
const giving =
  (content: string): FetchJar =>
  async (_coordinates, target, fileName) =>
    writeFileSync(join(target, fileName), content);

const ensure = (fetchJar: FetchJar) =>
  ensureKafkaJars({ lockFile: join(folder, 'jars.lock'), folder: join(folder, 'jars'), say: silent, fetchJar });

const jarsOf = () => readdirSync(join(folder, 'jars')).filter((name) => name.endsWith('.jar'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wadah-jars-'));
  writeFileSync(join(folder, 'jars.lock'), lockLine('org.example:thing:1.0', 'the right bytes'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('a jar with the locked sha256 is kept', async () => {
  await ensure(giving('the right bytes'));
  expect(jarsOf()).toEqual(['org.example.thing-1.0.jar']);
});

test('a jar with another sha256 is refused by name and leaves nothing behind', async () => {
  await expect(ensure(giving('the wrong bytes'))).rejects.toThrow(/org\.example:thing:1\.0 was refused: its sha256 is/);
  expect(readdirSync(join(folder, 'jars'))).toEqual([]);
});

test('a jar that was changed on disk is refused when the lock file changes, and removed', async () => {
  await ensure(giving('the right bytes'));
  writeFileSync(join(folder, 'jars', 'org.example.thing-1.0.jar'), 'the wrong bytes');
  writeFileSync(
    join(folder, 'jars.lock'),
    `${readFileSync(join(folder, 'jars.lock'), 'utf8')}${lockLine('org.example:other:1.0', 'more')}`,
  );
  await expect(ensure(giving('more'))).rejects.toThrow(/org\.example:thing:1\.0 on disk was refused/);
  expect(jarsOf()).toEqual(['org.example.other-1.0.jar']);
});

test('a jar that the lock file no longer names is removed, so that no old class is found', async () => {
  await ensure(giving('the right bytes'));
  writeFileSync(join(folder, 'jars.lock'), lockLine('org.example:thing:2.0', 'newer bytes'));
  await ensure(giving('newer bytes'));
  expect(jarsOf()).toEqual(['org.example.thing-2.0.jar']);
});

test('jars that are there and checked are not fetched again', async () => {
  await ensure(giving('the right bytes'));
  const fetchJar = jest.fn(giving('the right bytes'));
  await ensure(fetchJar);
  expect(fetchJar).not.toHaveBeenCalled();
});
