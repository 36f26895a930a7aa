import type { Now } from '@wadah/kit';
import jwt from 'jsonwebtoken';
import { SERVICE_TOKEN_SECONDS } from '../../app/grant-token.ts';
import { ACCESS_SECONDS } from '../../app/open-session.ts';
import type { AccessTokens } from '../../app/ports.ts';
import type { KeyRing } from './key-ring.ts';

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** RS256 tokens with the claims of architecture §6. */
export const accessTokens = (ring: Pick<KeyRing, 'signing'>, now: Now): AccessTokens => {
  const sign = (claims: object, lifeSeconds: number, issuedAt = now()): string => {
    const { kid, key } = ring.signing();
    const iat = seconds(issuedAt);
    return jwt.sign({ iss: 'wadah', ...claims, iat, exp: iat + lifeSeconds }, key, { algorithm: 'RS256', keyid: kid });
  };
  return {
    user: ({ accountId, sessionId, memberships, locale, issuedAt, confirmedAt }) =>
      sign(
        {
          aud: 'wadah',
          sub: accountId,
          sid: sessionId,
          locale,
          roles: [...new Set(['buyer', ...memberships.map(({ role }) => role)])],
          memberships: memberships.filter(({ kind }) => kind !== 'platform'),
          ...(confirmedAt === undefined ? {} : { confirmedAt: seconds(confirmedAt) }),
        },
        ACCESS_SECONDS,
        issuedAt,
      ),
    client: ({ clientId, scope, organisationId }) =>
      sign(
        { aud: 'wadah', sub: clientId, client_id: clientId, scope, ...(organisationId === undefined ? {} : { organisationId }) },
        ACCESS_SECONDS,
      ),
    service: ({ clientId, audience, scope }) => sign({ aud: audience, sub: clientId, client_id: clientId, scope }, SERVICE_TOKEN_SECONDS),
  };
};
