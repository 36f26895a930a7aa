import { bearerOf, isUpstreamOutage, type Actor, type Authenticator } from '@wadah/http';
import { ok, reject, type Result } from '@wadah/kit';
import type express from 'express';

/** The token endpoint takes a client's own credentials in that header (RFC 6749 §2.3.1). */
const TAKES_OTHER_CREDENTIALS = '/oauth/token';

/**
 * Who asks, as far as a token tells. A bad token is refused before it costs anything behind the gateway; without one the service decides.
 * Where no key can be had, the service verifies alone, as it does in any case: only identity's own routes are down then.
 */
export const identify = async (auth: Authenticator, request: express.Request, path: string): Promise<Result<Actor>> => {
  const stranger: Actor = { kind: 'stranger' };
  if (request.headers.authorization === undefined || path === TAKES_OTHER_CREDENTIALS) return ok(stranger);
  const token = bearerOf(request);
  if (token === undefined) return reject('unauthenticated', 'token-invalid', 'The Authorization header holds no bearer token.');
  try {
    return await auth.identify(token);
  } catch (error) {
    if (isUpstreamOutage(error)) return ok(stranger);
    throw error;
  }
};
