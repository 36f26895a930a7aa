import { ok, reject, type Result } from '@wadah/kit';
import type { KnownOrganisation, Organisation, OrganisationEvent } from './organisation.ts';
import { isOwnerRole, kindOfRole, type MemberRole } from './roles.ts';

export type JoinOrganisation = { readonly accountId: string; readonly role: MemberRole; readonly at: Date };

export const organisationUnknown = (): Result<never> =>
  reject('conflict', 'organisation-unknown', 'This organisation is not known here yet; try again in a moment.');

const isLastOwner = ({ members }: KnownOrganisation, accountId: string): boolean => {
  const owners = Object.entries(members).filter(([, role]) => isOwnerRole(role));
  return owners.length === 1 && owners[0]?.[0] === accountId;
};

/** Joins, or takes another role; the last owner stays one. */
export const decideJoinOrganisation = (organisation: Organisation, command: JoinOrganisation): Result<readonly OrganisationEvent[]> => {
  const { accountId, role, at } = command;
  if (organisation.status === 'absent') return organisationUnknown();
  if (organisation.kind !== kindOfRole(role)) {
    return reject('unprocessable', 'role-not-of-organisation', 'This kind of organisation has no such role.');
  }
  if (organisation.members[accountId] === role) return ok([]);
  if (isLastOwner(organisation, accountId) && !isOwnerRole(role)) {
    return reject('conflict', 'last-owner', 'The last owner can’t take a smaller role.');
  }
  return ok([{ type: 'MemberJoined', organisationId: organisation.organisationId, kind: organisation.kind, accountId, role, at }]);
};
