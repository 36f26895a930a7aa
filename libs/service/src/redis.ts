import { Redis } from 'ioredis';
import type { Logger } from '@wadah/messaging';

const RECONNECT_MS_MAX = 1_000;

export type RedisOptions = { readonly url: string; readonly prefix: string; readonly commandTimeoutMs: number; readonly logger: Logger };

/**
 * A client that answers or fails within its time: nothing queues behind a dead Redis. Keys get the prefix by themselves; channels do not, and
 * take it by hand.
 */
export const connectRedis = ({ url, prefix, commandTimeoutMs, logger }: RedisOptions): Redis => {
  const redis = new Redis(url, {
    keyPrefix: prefix,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    commandTimeout: commandTimeoutMs,
    retryStrategy: (attempt) => Math.min(50 * attempt, RECONNECT_MS_MAX),
  });
  redis.on('error', (error: Error) => logger.warn({ err: error }, 'Redis does not answer'));
  return redis;
};

/** Waits for the first connection, for a short while only: a service starts without Redis and says so in its readiness. */
export const firstConnection = (redis: Redis, waitMs: number): Promise<void> =>
  new Promise((resolve) => {
    if (redis.status === 'ready') return resolve();
    const timer = setTimeout(resolve, waitMs);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
