import { ok, rejectWith, type Now } from '@wadah/kit';
import type { Logger } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import type { MailLimits, SignInLimits } from '../../app/ports.ts';
import type { Limits } from '../../config.ts';

export type LimitOptions = { readonly redis: Redis; readonly limits: Limits; readonly now: Now; readonly logger: Logger };

type Window = { readonly name: string; readonly seconds: number; readonly max: number };

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const QUARTER_SECONDS = 900;

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count`;

/** Counts in fixed windows. Where Redis is down nothing is counted and everything allowed: a limit must not keep people out. */
const counter = ({ redis, now, logger }: LimitOptions) => {
  const within = async ({ name, seconds, max }: Window): Promise<boolean> => {
    const slot = Math.floor(now().getTime() / 1000 / seconds);
    return Number(await redis.eval(COUNT, 1, `limit:${name}:${slot}`, seconds)) <= max;
  };
  return async (windows: readonly Window[]): Promise<boolean> => {
    try {
      return (await Promise.all(windows.map(within))).every(Boolean);
    } catch (error) {
      logger.warn({ err: error }, 'Limits cannot be counted');
      return true;
    }
  };
};

/** Of all purposes together: 3 an hour and 8 a day to one address, 20 an hour for one client, 20 a day of one organisation. */
export const mailLimits = (options: LimitOptions): MailLimits => {
  const allowed = counter(options);
  const { limits } = options;
  return {
    take: ({ emailHash, client, organisationId }) =>
      allowed([
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
