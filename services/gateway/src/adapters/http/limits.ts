import { rejectWith, ok, type Result } from '@wadah/kit';
import { clientNetworkOf, type Actor } from '@wadah/http';
import type express from 'express';
import { hookProviders, type LimitClass } from '../../domain/routing-table.ts';
import type { CountedWindows } from '../redis/counted-windows.ts';

export const WINDOW_SECONDS = 60;

export type Limit = { readonly max: number; readonly windows: CountedWindows };

export type Limits = Readonly<Record<LimitClass, Limit>>;

export type Limited = {
  readonly limit: LimitClass;
  readonly actor: Actor;
  readonly request: express.Request;
  readonly response: express.Response;
  /** Whose hook it is: providers share addresses, and each has its own limit. */
  readonly provider: string;
};

/** Signing in is limited by address alone, whoever a token says one is: it is what a guesser would vary. */
const keyOf = ({ limit, actor, request, provider }: Limited): string => {
  // Made-up providers share one count, or each new name would begin another.
  if (limit === 'hook') return `provider:${hookProviders.has(provider) ? provider : 'unknown'}`;
  if (limit === 'auth' || actor.kind === 'stranger') return `address:${clientNetworkOf(request.ip ?? '')}`;
  return `${actor.kind}:${actor.id}`;
};

/** A provider repeats a hook that was answered 503, and takes 429 for a refusal. */
const refusal = (limit: LimitClass, retryAfterSeconds: number): Result<never> =>
  limit === 'hook'
    ? rejectWith({
        kind: 'unavailable',
        code: 'too-many-hooks',
        detail: 'Too many hooks at a time; send it again.',
        extra: { retryAfterSeconds },
      })
    : rejectWith({
        kind: 'too_many',
        code: 'too-many-requests',
        detail: 'Too many requests; the RateLimit headers tell how many and when.',
        extra: { retryAfterSeconds },
      });

/** Counts the request and tells the client where it stands (draft-ietf-httpapi-ratelimit-headers-10). */
export const limited = (limits: Limits, asked: Limited): Result<void> => {
  const { max, windows } = limits[asked.limit];
  const { allowed, remaining, secondsLeft } = windows.consume(keyOf(asked));
  asked.response.setHeader('ratelimit-policy', `"${asked.limit}";q=${max};w=${WINDOW_SECONDS}`);
  asked.response.setHeader('ratelimit', `"${asked.limit}";r=${remaining};t=${secondsLeft}`);
  return allowed ? ok(undefined) : refusal(asked.limit, secondsLeft);
};
