import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongodProgram } from '../downloads/programs.ts';
import { mongoAnswers, mongoOpen } from '../probes.ts';
import { eventually } from '../eventually.ts';
import type { Stack } from '../stack.ts';
import { bareEnvironment, type Part } from './part.ts';

const folderOf = (stack: Stack) => join(stack.folder, 'mongo');

const settings = (stack: Stack, keyFile: string): string[] => [
  ...['--bind_ip', '127.0.0.1', '--port', String(stack.ports.mongo), '--dbpath', join(folderOf(stack), 'data'), '--nounixsocket'],
  ...['--replSet', 'rs0', '--auth', '--keyFile', keyFile, '--wiredTigerCacheSizeGB', '0.5', '--quiet'],
  // Diagnostics are sampled every second for ever, which an idle laptop pays for.
  ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
];

/** The replica set and the first user are made through the exception that MongoDB grants localhost while it has no user. */
const initialise = async (stack: Stack): Promise<void> => {
  const marker = join(folderOf(stack), 'initialised');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === stack.addresses.mongo) return;
  const { createFirstUser, initiateReplicaSet, moveReplicaSet } = await import('../provision/mongo-first-user.ts');
  await (existsSync(marker) ? moveReplicaSet(stack) : initiateReplicaSet(stack));
  await eventually(`MongoDB on ${stack.addresses.mongo} becomes primary`, () => mongoAnswers(stack.addresses.mongo), 20_000);
  await createFirstUser(stack);
  writeFileSync(marker, stack.addresses.mongo);
};

export const mongoPart: Part = {
  name: 'mongo',
  ports: ['mongo'],
  readyMsMax: 40_000,
  prepare: async (stack, say) => {
    const folder = folderOf(stack);
    mkdirSync(join(folder, 'data'), { recursive: true });
    const keyFile = join(folder, 'key');
    if (!existsSync(keyFile)) writeFileSync(keyFile, stack.secrets.mongoKeyFile, { mode: 0o600 });
    return {
      command: await mongodProgram(stack.downloads, say),
      args: settings(stack, keyFile),
      cwd: folder,
      environment: bareEnvironment,
    };
  },
  initialise: async (stack) => {
    await eventually(`MongoDB opens ${stack.addresses.mongo}`, () => mongoOpen(stack.addresses.mongo), 40_000);
    await initialise(stack);
  },
  answers: (stack) => mongoAnswers(stack.addresses.mongo),
};
