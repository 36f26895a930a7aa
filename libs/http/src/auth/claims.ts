import { z } from 'zod';
import type { ClientActor, Membership, ServiceActor, UserActor } from './actor.ts';
import { ROLES } from './actor.ts';

const times = { iat: z.number(), exp: z.number() };

const role = z.enum(ROLES);
const membership = z.object({ organisationId: z.string(), kind: z.enum(['seller', 'agency', 'buying_unit']), role });

const userClaims = z.object({
  ...times,
  sub: z.string(),
  sid: z.string(),
  roles: z.array(z.string()),
  memberships: z.array(z.unknown()).default([]),
  confirmedAt: z.number().optional(),
  locale: z.enum(['id', 'en']).optional().catch(undefined),
});

const clientClaims = z.object({
  ...times,
  sub: z.string(),
  client_id: z.string(),
  scope: z.string(),
  organisationId: z.string().optional(),
});

const at = (seconds: number): Date => new Date(seconds * 1000);

/** A role or kind that this release doesn't know opens nothing here, and is no reason to refuse the rest of the token. */
const known = <T>(schema: z.ZodType<T>, values: readonly unknown[]): readonly T[] =>
  values.flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });

const userOf = (claims: z.infer<typeof userClaims>): UserActor => ({
  kind: 'user',
  id: claims.sub,
  sessionId: claims.sid,
  roles: known(role, claims.roles),
  memberships: known<Membership>(membership, claims.memberships),
  ...(claims.confirmedAt === undefined ? {} : { confirmedAt: at(claims.confirmedAt) }),
  ...(claims.locale === undefined ? {} : { locale: claims.locale }),
  issuedAt: at(claims.iat),
  expiresAt: at(claims.exp),
});

const clientOf = (claims: z.infer<typeof clientClaims>): ClientActor => ({
  kind: 'client',
  id: claims.client_id,
  scopes: claims.scope.split(' ').filter((scope) => scope !== ''),
  ...(claims.organisationId === undefined ? {} : { organisationId: claims.organisationId }),
  issuedAt: at(claims.iat),
  expiresAt: at(claims.exp),
});

const serviceOf = (claims: z.infer<typeof clientClaims>): ServiceActor => ({
  kind: 'service',
  id: claims.client_id,
  scope: claims.scope,
  issuedAt: at(claims.iat),
  expiresAt: at(claims.exp),
});

/** Who the claims name; on an internal port a service, on a public one a person or an outside client, and never the other way round. */
export const actorOf = (
  claims: unknown,
  { internal }: { readonly internal: boolean },
): UserActor | ClientActor | ServiceActor | undefined => {
  const client = clientClaims.safeParse(claims);
  if (client.success) {
    const isInternal = client.data.scope.startsWith('internal:');
    if (isInternal !== internal) return undefined;
    return internal ? serviceOf(client.data) : clientOf(client.data);
  }
  const user = userClaims.safeParse(claims);
  return user.success && !internal ? userOf(user.data) : undefined;
};
