import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Now } from '@wadah/kit';
import { z } from 'zod';
import { UpstreamOutage } from '../problem/outage.ts';
import type { JwksSource } from './jwks-source.ts';

const jwks = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })) });

export type RemoteJwksOptions = {
  /** Fetches the document; throws an outage. */
  readonly fetch: () => Promise<unknown>;
  readonly now: Now;
  /** How long a fetched set is used before it is fetched anew. */
  readonly freshSeconds?: number;
  /** An unknown `kid` asks again at most this often, so made-up ones can't be used to flood identity. */
  readonly retrySeconds?: number;
};

const keysOf = (document: unknown): ReadonlyMap<string, KeyObject> =>
  new Map(
    jwks
      .parse(document)
      .keys.flatMap((key) =>
        key.kty === 'RSA' && key.kid !== undefined ? [[key.kid, createPublicKey({ key, format: 'jwk' })] as const] : [],
      ),
  );

const malformed = (cause: unknown): UpstreamOutage =>
  new UpstreamOutage({ upstream: 'identity', operation: 'getJwks' }, { reason: 'malformed_answer', cause });

/** What is no key set, or an empty one, says nothing about keys already known: it counts like no answer. */
const readableKeys = (document: unknown): ReadonlyMap<string, KeyObject> => {
  let found: ReadonlyMap<string, KeyObject>;
  try {
    found = keysOf(document);
  } catch (cause) {
    throw malformed(cause);
  }
  if (found.size === 0) throw malformed(undefined);
  return found;
};

/** Keys by `kid` with one fetch in flight; while the source is down, keys once seen stay good. */
export const remoteJwks = ({ fetch, now, freshSeconds = 300, retrySeconds = 5 }: RemoteJwksOptions): JwksSource => {
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let askedAtMs = -Infinity;
  let inFlight: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    inFlight ??= fetch()
      .then((document) => {
        keys = readableKeys(document);
      })
      .finally(() => {
        askedAtMs = now().getTime();
        inFlight = undefined;
      });
    return inFlight;
  };

  return {
    keyFor: async (kid) => {
      const known = keys.get(kid);
      // Apart from now, whichever way: after a clock that was set back nothing would be fetched until it has caught up.
      const ageSeconds = Math.abs(now().getTime() - askedAtMs) / 1000;
      if (known !== undefined) {
        // A stale set answers at once and is renewed behind the answer: an unreachable identity must not cost requests their time.
        if (ageSeconds > freshSeconds) refresh().catch(() => undefined);
        return known;
      }
      if (keys.size === 0 || ageSeconds > retrySeconds) await refresh();
      return keys.get(kid);
    },
  };
};
