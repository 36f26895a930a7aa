import type { Now } from '@wadah/kit';
import type { Redis } from 'ioredis';

export type RoomForGuests = { isLeft(): Promise<boolean> };

const ASKED_EVERY_MS = 5_000;

const numberIn = (info: string, name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);

/**
 * Redis evicts nothing, so strangers could fill it. Above this share of its memory no stranger begins a cart any more, while claimed ones,
 * revocation and limits go on.
 */
export const roomForGuests = ({
  redis,
  now,
  shareMax,
}: {
  readonly redis: Pick<Redis, 'info'>;
  readonly now: Now;
  readonly shareMax: number;
}): RoomForGuests => {
  let askedAt = -Infinity;
  let left = true;
  return {
    isLeft: async () => {
      if (now().getTime() - askedAt < ASKED_EVERY_MS) return left;
      askedAt = now().getTime();
      const info = await redis.info('memory');
      const maximum = numberIn(info, 'maxmemory');
      left = maximum === 0 || numberIn(info, 'used_memory') < maximum * shareMax;
      return left;
    },
  };
};
