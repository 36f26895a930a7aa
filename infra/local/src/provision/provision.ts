import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../failure.ts';
import { redisAcl } from '../parts/redis.ts';
import { readRecords, writeRecords } from '../records.ts';
import { serviceNames, type Stack } from '../stack.ts';

/** Changes whenever users or access rules would come out differently; raise the number when the code that makes them changes. */
const RULES_VERSION = 2;

export const provisionHash = (stack: Stack): string =>
  createHash('sha256')
    .update(JSON.stringify([RULES_VERSION, serviceNames, stack.addresses, stack.secrets.services]))
    // Its text, not its value: loading every contract would cost more than the whole second `up` may take.
    .update(readFileSync(join(stack.root, 'libs/contracts/src/topology.ts')))
    .update(redisAcl(stack))
    .digest('hex');

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
