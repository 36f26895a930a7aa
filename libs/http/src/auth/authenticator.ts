import { ok, reject, type Now, type Result } from '@wadah/kit';
import jwt from 'jsonwebtoken';
import type { Actor, ClientActor, ServiceActor, UserActor } from './actor.ts';
import { isStaff } from './actor.ts';
import { actorOf } from './claims.ts';
import type { JwksSource } from './jwks-source.ts';
import type { RevocationList } from './revocation-list.ts';
import { verifiedTokens } from './verified-tokens.ts';

export type IdentifiedActor = UserActor | ClientActor | ServiceActor;

export type Standing = 'good' | 'revoked' | 'unknown';

export interface Authenticator {
  /**
   * Verifies an access token: 401 `token-invalid`, `token-expired` or `token-revoked`; 503 where the revocation list can't be read for staff.
   * `strict` refuses everyone while that list can't be read.
   * @throws an outage when no key can be had.
   */
  identify(token: string, options?: { readonly strict?: boolean }): Promise<Result<IdentifiedActor>>;
  /** Asked again by long answers: has its session been closed meanwhile? */
  standing(actor: Actor): Promise<Standing>;
}

export type AuthenticatorOptions = {
  readonly jwks: JwksSource;
  readonly issuer: string;
  /** `wadah` on public ports, the service's name on internal ones. */
  readonly audience: string;
  readonly revocations: RevocationList;
  readonly now: Now;
  readonly cachedTokensMax?: number;
};

const TOKEN_LENGTH_MAX = 8192;

const invalidToken = (): Result<never> =>
  reject('unauthenticated', 'token-invalid', 'The access token is not one of ours, or not for this service.');

const refusalOf = (error: unknown): Result<never> => {
  if (error instanceof jwt.TokenExpiredError)
    return reject('unauthenticated', 'token-expired', 'The access token has expired; refresh it.');
  if (error instanceof jwt.JsonWebTokenError) return invalidToken();
  throw error;
};

/** The decoder throws for a payload that is no JSON, and a forged token must not look like a fault of ours. */
const headerOf = (token: string): jwt.JwtHeader | undefined => {
  try {
    return jwt.decode(token, { complete: true })?.header;
  } catch {
    return undefined;
  }
};

const kidOf = (token: string): string | undefined => {
  if (token.length > TOKEN_LENGTH_MAX) return undefined;
  const header = headerOf(token);
  return header?.alg === 'RS256' ? header.kid : undefined;
};

/** RS256 only. A verified token is remembered until it expires, for verifying costs 90 µs; whether it was revoked is asked every time. */
export const authenticator = (options: AuthenticatorOptions): Authenticator => {
  const { jwks, issuer, audience, revocations, now } = options;
  const verified = verifiedTokens<IdentifiedActor>(options.cachedTokensMax ?? 10_000);

  const verify = async (token: string): Promise<Result<IdentifiedActor>> => {
    const kid = kidOf(token);
    const key = kid === undefined ? undefined : await jwks.keyFor(kid);
    if (key === undefined) return invalidToken();
    try {
      const clockTimestamp = Math.floor(now().getTime() / 1000);
      const claims = jwt.verify(token, key, { algorithms: ['RS256'], issuer, audience, clockTimestamp });
      const actor = actorOf(claims, { internal: audience !== issuer });
      return actor === undefined ? invalidToken() : ok(actor);
    } catch (error) {
      return refusalOf(error);
    }
  };

  const remembered = async (token: string): Promise<Result<IdentifiedActor>> => {
    const known = verified.get(token, now());
    if (known !== undefined) return ok(known);
    const result = await verify(token);
    if (result.ok) verified.set(token, result.value, result.value.expiresAt);
    return result;
  };

  const standing = (actor: Actor): Promise<Standing> =>
    actor.kind === 'user' || actor.kind === 'client' ? revocations.standing(actor) : Promise.resolve('good');

  return {
    standing,
    identify: async (token, { strict = false } = {}) => {
      const result = await remembered(token);
      if (!result.ok) return result;
      const state = await standing(result.value);
      if (state === 'revoked') return reject('unauthenticated', 'token-revoked', 'The session or client of this token is closed.');
      if (state === 'unknown' && (strict || isStaff(result.value))) {
        return reject('unavailable', 'revocations-unavailable', 'Whether this session is still open can’t be told at the moment.');
      }
      return result;
    },
  };
};
