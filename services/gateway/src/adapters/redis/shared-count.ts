import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { SharedCount } from './counted-windows.ts';

/** Counts in Redis, one key for each client and limit class, gone with its window. */
export const redisSharedCount = ({
  redis,
  name,
  windowSeconds,
}: {
  readonly redis: Redis;
  readonly name: string;
  readonly windowSeconds: number;
}): SharedCount => {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `limit:${name}`,
    points: Number.MAX_SAFE_INTEGER,
    duration: windowSeconds,
  });
  return {
    add: async (key, count) => {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, count);
      return { total: consumedPoints, msLeft: msBeforeNext };
    },
  };
};
