import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../failure.ts';
import { redisAcl } from '../parts/redis.ts';
import { readRecords, writeRecords } from '../records.ts';
import { serviceNames, type Stack } from '../stack.ts';

/** Who makes users and access rules. Their text, not what they make: loading every contract would cost more than the whole second `up` may take. */
const makers = ['access-rules', 'kafka-access', 'kafka-users', 'mongo-users'].map((name) => `infra/local/src/provision/${name}.ts`);

/** Changes whenever users or access rules could come out differently. */
export const provisionHash = (stack: Stack): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([serviceNames, stack.addresses, stack.secrets.services]))
    .update(redisAcl(stack));
  for (const file of ['libs/contracts/src/topology.ts', ...makers]) hash.update(readFileSync(join(stack.root, file)));
  return hash.digest('hex');
};

export const isProvisioned = (stack: Stack): boolean => readRecords(stack).provisioned === provisionHash(stack);

/** Users, access rules and topics of every service on every part; idempotent, and skipped while nothing in them has changed. */
export const provision = async (stack: Stack, say: Say): Promise<void> => {
  if (isProvisioned(stack)) return;
  const [{ provisionKafka }, { applyStackTopics }, { provisionMongo }, { provisionRedis }] = await Promise.all([
    import('./kafka-access.ts'),
    import('../jobs/topics.ts'),
    import('./mongo-users.ts'),
    import('./redis-users.ts'),
  ]);
  const outcomes = await Promise.allSettled([
    provisionKafka(stack, say),
    applyStackTopics(stack),
    provisionMongo(stack),
    provisionRedis(stack),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  writeRecords(stack, { ...readRecords(stack), provisioned: provisionHash(stack) });
  say('users, access rules and topics: set');
};
