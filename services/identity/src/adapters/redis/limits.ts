import { ok, rejectWith, uuidv7, type Now } from '@wadah/kit';
import type { Logger } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import type { MailLimits, SignInLimits } from '../../app/ports.ts';
import type { Limits } from '../../config.ts';
import { memoryWindows, type Window } from './memory-windows.ts';

export type LimitOptions = { readonly redis: Redis; readonly limits: Limits; readonly now: Now; readonly logger: Logger };

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const QUARTER_SECONDS = 900;

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count`;

/**
 * Takes a place in every window or in none: a mail that isn't sent is not counted, so who has used up his own limit, or that of the hour,
 * can't use up an address's day. The windows slide, or twice the limit would go out around the end of one.
 */
const TAKE = `
local now = tonumber(ARGV[1])
for i = 1, #KEYS do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - tonumber(ARGV[2 * i + 1]))
  if redis.call('ZCARD', KEYS[i]) >= tonumber(ARGV[2 * i + 2]) then return 0 end
end
for i = 1, #KEYS do
  redis.call('ZADD', KEYS[i], now, ARGV[2])
  redis.call('PEXPIRE', KEYS[i], ARGV[2 * i + 1])
end
return 1`;

type Counted = (windows: readonly Window[]) => Promise<boolean>;

/** Where Redis is down each process counts for itself, for nobody may be kept out, and codes of six digits may not be guessed without end. */
const counted = ({ now, logger }: LimitOptions, inRedis: Counted): Counted => {
  const alone = memoryWindows(now);
  return async (windows) => {
    try {
      return await inRedis(windows);
    } catch (error) {
      logger.warn({ err: error }, 'Limits are counted by this process alone');
      return alone(windows);
    }
  };
};

const places = (options: LimitOptions): Counted => {
  const { redis, now } = options;
  return counted(options, async (windows) => {
    const keys = windows.map(({ name }) => `limit:${name}`);
    const bounds = windows.flatMap(({ seconds, max }) => [seconds * 1000, max]);
    return Number(await redis.eval(TAKE, keys.length, ...keys, now().getTime(), uuidv7(now()), ...bounds)) === 1;
  });
};

/** Counts in fixed windows, refused tries too. */
const counter = (options: LimitOptions): Counted => {
  const { redis, now } = options;
  const within = async ({ name, seconds, max }: Window): Promise<boolean> => {
    const slot = Math.floor(now().getTime() / 1000 / seconds);
    return Number(await redis.eval(COUNT, 1, `limit:${name}:${slot}`, seconds)) <= max;
  };
  return counted(options, async (windows) => (await Promise.all(windows.map(within))).every(Boolean));
};

/** Of all purposes together: 3 an hour and 8 a day to one address, 20 an hour for one client, 20 a day of one organisation. */
export const mailLimits = (options: LimitOptions): MailLimits => {
  const taken = places(options);
  const { limits } = options;
  return {
    take: ({ emailHash, client, organisationId }) =>
      taken([
        { name: `mail:address-hour:${emailHash}`, seconds: HOUR_SECONDS, max: limits.mailsPerAddressHour },
        { name: `mail:address-day:${emailHash}`, seconds: DAY_SECONDS, max: limits.mailsPerAddressDay },
        { name: `mail:client-hour:${client}`, seconds: HOUR_SECONDS, max: limits.mailsPerClientHour },
        ...(organisationId === undefined
          ? []
          : [{ name: `mail:organisation-day:${organisationId}`, seconds: DAY_SECONDS, max: limits.mailsPerOrganisationDay }]),
      ]),
  };
};

/** Before argon2, which costs us more than it costs who asks. */
export const signInLimits = (options: LimitOptions): SignInLimits => {
  const allowed = counter(options);
  const { limits } = options;
  return {
    take: async ({ emailHash, client }) => {
      const may = await allowed([
        ...(emailHash === undefined
          ? []
          : [{ name: `sign-in:account:${emailHash}`, seconds: QUARTER_SECONDS, max: limits.signInsPerAccount }]),
        { name: `sign-in:client:${client}`, seconds: QUARTER_SECONDS, max: limits.signInsPerClient },
      ]);
      if (may) return ok(undefined);
      const detail = 'Too many tries; wait a quarter of an hour.';
      return rejectWith({ kind: 'too_many', code: 'too-many-attempts', detail, extra: { retryAfterSeconds: QUARTER_SECONDS } });
    },
  };
};
