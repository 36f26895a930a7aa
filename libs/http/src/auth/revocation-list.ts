import type { ClientActor, UserActor } from './actor.ts';

/**
 * Closed sessions, blocked accounts, closed clients and lost memberships, kept for the life of a token.
 * `unknown` when the list can't be read: skipped for buyers and sellers, refuses staff.
 */
export interface RevocationList {
  standing(actor: UserActor | ClientActor): Promise<'good' | 'revoked' | 'unknown'>;
}

/** For apps that take no user's token. */
export const noRevocations: RevocationList = { standing: () => Promise.resolve('good') };
