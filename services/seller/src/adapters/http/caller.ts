import { hasRole, memberOf, type Actor } from '@wadah/http';
import type { Caller } from '../../domain/access.ts';

const roleIn = (actor: Actor, sellerId: string): ReturnType<Caller['roleIn']> => {
  if (memberOf(actor, sellerId, ['seller_owner'])) return 'owner';
  return memberOf(actor, sellerId, ['seller_staff']) ? 'staff' : 'none';
};

const platformOf = (actor: Actor): Caller['platform'] => {
  if (hasRole(actor, 'operator')) return 'operator';
  return hasRole(actor, 'auditor') ? 'auditor' : 'none';
};

export const callerOf = (actor: Actor & { readonly id: string }): Caller => ({
  id: actor.id,
  roleIn: (sellerId) => roleIn(actor, sellerId),
  curates: (agencyId) => memberOf(actor, agencyId, ['curator']),
  platform: platformOf(actor),
});

/** Agencies that the caller may curate for, from the token. */
export const agenciesOf = (actor: Actor): readonly string[] =>
  actor.kind === 'user'
    ? actor.memberships.filter(({ kind, role }) => kind === 'agency' && role === 'curator').map(({ organisationId }) => organisationId)
    : [];
