import { isStaff, type RevocationList, type UserActor, type ClientActor } from '@wadah/http';
import type { Logger } from '@wadah/messaging';
import type { Redis } from 'ioredis';

/** Access tokens live 15 minutes; a minute more for clocks that differ. */
export const REVOCATION_KEPT_SECONDS = 16 * 60;

/** One row of the list. `state` is `closed`, `open`, or for a membership its present role (`none` when lost). */
export type RevocationRow = { readonly sequence: number; readonly atMs: number; readonly state: string };

export const revocationKeys = {
  session: (sessionId: string) => `revoked:session:${sessionId}`,
  account: (accountId: string) => `revoked:account:${accountId}`,
  client: (clientId: string) => `revoked:client:${clientId}`,
  membership: (accountId: string, organisationId: string) => `revoked:membership:${accountId}:${organisationId}`,
};

const parseRow = (text: string | null | undefined): RevocationRow | undefined => {
  if (text === null || text === undefined) return undefined;
  const [sequence = '0', atMs = '0', state = ''] = text.split('|');
  return { sequence: Number(sequence), atMs: Number(atMs), state };
};

const isClosed = (text: string | null | undefined): boolean => parseRow(text)?.state === 'closed';

/** A change is dated before its write, and a token may read the old membership in between. */
const WRITE_MS_MAX = 5_000;

/** A token issued before its membership changed says something that is no longer so. */
const tellsOldRole = (row: RevocationRow | undefined, role: string, issuedAt: Date): boolean =>
  row !== undefined && row.state !== role && row.atMs + WRITE_MS_MAX >= issuedAt.getTime();

/** Operators and auditors are members of the platform, which stands in a token as a role only. */
const PLATFORM_ID = 'platform';

const toldBy = (actor: UserActor): readonly { readonly organisationId: string; readonly role: string }[] => [
  ...actor.memberships,
  ...actor.roles.filter((role) => role === 'operator' || role === 'auditor').map((role) => ({ organisationId: PLATFORM_ID, role })),
];

const keysOf = (actor: UserActor): string[] => [
  revocationKeys.session(actor.sessionId),
  revocationKeys.account(actor.id),
  ...toldBy(actor).map(({ organisationId }) => revocationKeys.membership(actor.id, organisationId)),
];

const userRevoked = (actor: UserActor, [session, account, ...memberships]: (string | null)[]): boolean =>
  isClosed(session) ||
  isClosed(account) ||
  toldBy(actor).some(({ role }, index) => tellsOldRole(parseRow(memberships[index]), role, actor.issuedAt));

/**
 * Reads what the revocation consumers keep in this service's Redis: one command a request. Where Redis does not answer the standing is
 * `unknown`, which skips the list for buyers and sellers and refuses staff.
 */
export const redisRevocations = ({ redis, logger }: { readonly redis: Redis; readonly logger: Logger }): RevocationList => {
  const revoked = async (actor: UserActor | ClientActor): Promise<boolean> =>
    actor.kind === 'client'
      ? isClosed(await redis.get(revocationKeys.client(actor.id)))
      : userRevoked(actor, await redis.mget(keysOf(actor)));
  return {
    standing: async (actor) => {
      try {
        return (await revoked(actor)) ? 'revoked' : 'good';
      } catch (error) {
        logger.warn({ err: error, staff: isStaff(actor) }, 'The revocation list cannot be read');
        return 'unknown';
      }
    },
  };
};
