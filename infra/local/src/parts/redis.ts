import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redisProgram } from '../downloads/programs.ts';
import { redisAnswers } from '../probes.ts';
import type { Stack } from '../stack.ts';
import { bareEnvironment, type Part } from './part.ts';

const hashed = (password: string) => `#${createHash('sha256').update(password).digest('hex')}`;

/** The ACL file: a service reaches its own key prefix and its own channels, and no dangerous command but INFO. */
export const redisAcl = ({ secrets }: Pick<Stack, 'secrets'>): string => {
  const services = Object.entries(secrets.services).map(
    ([name, { redis }]) => `user ${name} on ${hashed(redis)} ~${name}:* resetchannels &${name}:* +@all -@dangerous +info`,
  );
  return ['user default off', `user admin on ${hashed(secrets.admin.redis)} ~* &* +@all`, ...services, ''].join('\n');
};

const settings = (stack: Stack, folder: string): string[] => [
  ...['--bind', '127.0.0.1', '--port', String(stack.ports.redis), '--dir', folder, '--databases', '1'],
  ...['--aclfile', join(folder, 'users.acl'), '--daemonize', 'no', '--loglevel', 'notice'],
  // Carts live here: every write is logged, and a full memory refuses new ones instead of forgetting old ones.
  ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory', '256mb', '--maxmemory-policy', 'noeviction'],
];

export const redisPart: Part = {
  name: 'redis',
  ports: ['redis'],
  readyMsMax: 15_000,
  prepare: async (stack, say) => {
    const folder = join(stack.folder, 'redis');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'users.acl'), redisAcl(stack), { mode: 0o600 });
    return { command: await redisProgram(stack.downloads, say), args: settings(stack, folder), cwd: folder, environment: bareEnvironment };
  },
  answers: (stack) => redisAnswers(stack.addresses.redis, stack.secrets.admin.redis),
};
