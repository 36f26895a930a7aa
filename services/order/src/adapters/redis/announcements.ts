import type { Logger } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import type { Announcements, News } from '../../app/order-watch.ts';
import type { Versioned } from '../../app/ports.ts';

export type AnnouncementsOptions = {
  readonly redis: Redis;
  /** Of the service's keys; channels carry it by hand. */
  readonly prefix: string;
  readonly logger: Logger;
};

export type RedisAnnouncements = Announcements & {
  announce(orderId: string, written: Versioned): void;
  /** Hears of every write of every replica, its own included. */
  onHeard(listener: (orderId: string, version: number) => void): void;
  stop(): Promise<void>;
};

type Heard = (news: News) => void;

/** A replica of an earlier release names the order alone. */
const readMessage = (message: string): News & { readonly orderId: string } => {
  const [orderId = '', version] = message.split(' ');
  return { orderId, ...(version === undefined ? {} : { version: Number(version) }) };
};

/** One channel for all orders of the service: a replica subscribes once, however many wait in it. */
export const redisAnnouncements = ({ redis, prefix, logger }: AnnouncementsOptions): RedisAnnouncements => {
  const channel = `${prefix}orders-written`;
  const listeners = new Map<string, Set<Heard>>();
  // A subscribed connection takes no other commands; without limits it subscribes again whenever Redis comes back.
  const subscriber = redis.duplicate({ keyPrefix: '', maxRetriesPerRequest: null, enableOfflineQueue: true, commandTimeout: undefined });
  subscriber.on('error', (error: Error) => logger.warn({ err: error }, 'Announcements are not heard'));
  const everything: ((orderId: string, version: number) => void)[] = [];
  subscriber.on('message', (_channel: string, message: string) => {
    const { orderId, ...news } = readMessage(message);
    const { version } = news;
    if (version !== undefined) everything.forEach((heard) => heard(orderId, version));
    listeners.get(orderId)?.forEach((heard) => heard(news));
  });
  void subscriber.subscribe(channel).catch((error: unknown) => logger.warn({ err: error }, 'Announcements are not subscribed'));
  return {
    announce: (orderId, written) => {
      listeners.get(orderId)?.forEach((heard) => heard(written));
      // Best effort: who waits asks four times a second as well.
      redis
        .publish(channel, `${orderId} ${written.version}`)
        .catch((error: unknown) => logger.debug({ err: error, orderId }, 'A write was not announced'));
    },
    onHeard: (listener) => {
      everything.push(listener);
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
