import type { Logger } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import type { Announcements } from '../../app/order-watch.ts';
import type { Versioned } from '../../app/ports.ts';

export type AnnouncementsOptions = {
  readonly redis: Redis;
  /** Of the service's keys; channels carry it by hand. */
  readonly prefix: string;
  readonly logger: Logger;
};

export type RedisAnnouncements = Announcements & {
  announce(orderId: string, written: Versioned): void;
  stop(): Promise<void>;
};

type Heard = (written?: Versioned) => void;

/** One channel for all orders of the service: a replica subscribes once, however many wait in it. */
export const redisAnnouncements = ({ redis, prefix, logger }: AnnouncementsOptions): RedisAnnouncements => {
  const channel = `${prefix}orders-written`;
  const listeners = new Map<string, Set<Heard>>();
  // A subscribed connection takes no other commands; without limits it subscribes again whenever Redis comes back.
  const subscriber = redis.duplicate({ keyPrefix: '', maxRetriesPerRequest: null, enableOfflineQueue: true, commandTimeout: undefined });
  subscriber.on('error', (error: Error) => logger.warn({ err: error }, 'Announcements are not heard'));
  subscriber.on('message', (_channel: string, orderId: string) => listeners.get(orderId)?.forEach((heard) => heard()));
  void subscriber.subscribe(channel).catch((error: unknown) => logger.warn({ err: error }, 'Announcements are not subscribed'));
  return {
    announce: (orderId, written) => {
      listeners.get(orderId)?.forEach((heard) => heard(written));
      // Best effort: who waits reads four times a second as well.
      redis.publish(channel, orderId).catch((error: unknown) => logger.debug({ err: error, orderId }, 'A write was not announced'));
    },
    listen: (orderId, heard) => {
      const heardBy = listeners.get(orderId) ?? new Set<Heard>();
      listeners.set(orderId, heardBy.add(heard));
      return () => {
        heardBy.delete(heard);
        if (heardBy.size === 0 && listeners.get(orderId) === heardBy) listeners.delete(orderId);
      };
    },
    stop: async () => subscriber.disconnect(),
  };
};
