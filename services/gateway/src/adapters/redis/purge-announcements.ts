import type { Logger } from '@wadah/http';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Tag } from '../../domain/cached-page.ts';

const announcement = z.array(z.string());

export type PurgeAnnouncements = { isHeard(): boolean; stop(): void };

/** Hears what other gateways purged. What is said while the connection is down nobody repeats, so each gap begins and ends with `onGap`. */
export const hearPurges = ({
  redis,
  channel,
  onPurge,
  onGap,
  logger,
}: {
  readonly redis: Redis;
  readonly channel: string;
  readonly onPurge: (tags: readonly Tag[]) => void;
  readonly onGap: () => void;
  readonly logger: Logger;
}): PurgeAnnouncements => {
  const ear = redis.duplicate({ autoResubscribe: false, enableOfflineQueue: false });
  ear.on('error', (error: Error) => logger.warn({ err: error }, 'Purges of other gateways are not heard'));
  let isHeard = false;
  const hears = (now: boolean): void => {
    isHeard = now;
    onGap();
  };
  ear.on('ready', () => {
    ear.subscribe(channel).then(
      () => hears(true),
      (error: unknown) => logger.warn({ err: error }, 'Purges of other gateways are not heard'),
    );
  });
  ear.on('close', () => hears(false));
  ear.on('message', (_channel: string, text: string) => onPurge(announcement.parse(JSON.parse(text))));
  return { isHeard: () => isHeard, stop: () => ear.disconnect() };
};
