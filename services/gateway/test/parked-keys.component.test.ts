import { parkedKeysConformance } from '@wadah/messaging/testing';
import { freshNames, type FreshNames } from '@wadah/testing';
import { Redis } from 'ioredis';
import { redisParkedKeys } from '../src/adapters/redis/parked-keys.ts';

let names: FreshNames;
const opened: Redis[] = [];
beforeAll(async () => {
  names = await freshNames('gateway', { topics: [] });
});
afterAll(async () => {
  opened.forEach((redis) => redis.disconnect());
  await names.drop();
});

parkedKeysConformance(async () => {
  const redis = new Redis(names.stack.redisUrl, { keyPrefix: `${names.redisPrefix}${opened.length}:` });
  opened.push(redis);
  return redisParkedKeys(redis);
});
