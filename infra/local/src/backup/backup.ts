import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { databaseOf, recordsDatabaseOf } from '../addresses.ts';
import { StackFailure, type Say } from '../failure.ts';
import { readJson, writeJson } from '../json-file.ts';
import { serviceEnvironment, type EnvironmentOptions } from '../service-environment.ts';
import { runningServices } from '../services.ts';
import { serviceNames, type ServiceName, type Stack } from '../stack.ts';
import { copyDatabases, putDatabases } from './documents.ts';
import { readPositions, setPositions } from './kafka-offsets.ts';
import { manifestFile, type Manifest } from './manifest.ts';

/** The gateway keeps nothing. */
const keepers = serviceNames.filter((name) => name !== 'gateway');

/** Copies all databases of the stack as they are at one moment, beside the running services. Redis and the topics are left alone. */
export const backUp = async (stack: Stack, folder: string, say: Say): Promise<void> => {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new StackFailure(`${folder} is not empty; a backup takes a folder of its own.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const positions = await readPositions(stack);
  const takenAt = new Date().toISOString();
  const databases = await copyDatabases(stack, folder, keepers.flatMap((name) => [databaseOf(stack, name), recordsDatabaseOf(stack, name)])); // prettier-ignore
  writeJson(manifestFile(folder), { stack: stack.name, takenAt, databases, ...positions } satisfies Manifest);
  const copies = Object.values(databases).flatMap((collections) => Object.values(collections));
  say(
    `backed up: ${Object.keys(databases).length} databases, ${copies.reduce((sum, { documents }) => sum + documents, 0)} documents, to ${folder}`,
  );
};

export type RunServiceJob = (job: { readonly service: ServiceName; readonly job: string; readonly args: readonly string[] }, environment: Readonly<Record<string, string>>) => Promise<number>; // prettier-ignore

export type RestoreOptions = {
  readonly folder: string;
  readonly environment: EnvironmentOptions;
  readonly runJob: RunServiceJob;
  readonly say: Say;
};

/** Puts a backup in the place of all databases, sets the consumers back to where they stood, and has each service raise its event numbers. */
export const restore = async (stack: Stack, { folder, environment, runJob, say }: RestoreOptions): Promise<void> => {
  const running = runningServices(stack);
  if (running.length > 0) throw new StackFailure(`Stop the services first: ${running.map(({ name }) => name).join(', ')} run.`);
  const file = manifestFile(folder);
  if (!existsSync(file)) throw new StackFailure(`There is no backup in ${folder}.`);
  const manifest = readJson<Manifest>(file);
  if (manifest.stack !== stack.name) throw new StackFailure(`This is a backup of the stack ${manifest.stack}.`);
  await putDatabases(stack, folder, manifest.databases);
  say(`restored: all databases are as they were at ${manifest.takenAt}`);
  await setPositions(stack, manifest.groups);
  say('consumers stand where they stood then');
  for (const service of keepers) {
    const code = await runJob(
      { service, job: 'sequences', args: ['raise', '--backup', file] },
      serviceEnvironment(service, stack, environment),
    );
    if (code === 0) continue;
    throw new StackFailure(`The event numbers of ${service} could not be raised. Start nothing before they are: run the restore again.`);
  }
  say('Every event number is above those of the topics. Start the services, then run pnpm wadah verify.');
};
