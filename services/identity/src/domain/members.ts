import { ok, reject, type Result } from '@wadah/kit';
import { approvalRequired, awaitsApproval } from './join-organisation.ts';
import { isLastOwner, type KnownOrganisation, type Organisation, type OrganisationEvent } from './organisation.ts';
import { isOwnerRole, kindOfRole, type MemberRole } from './roles.ts';

/** Who acts on an organisation: its own members by their role in it, operators on agencies, buying units and the platform. */
export type Manager = { readonly accountId: string; readonly isOperator: boolean; readonly isAuditor: boolean };

export const organisationNotFound = (): Result<never> => reject('not_found', 'organisation-not-found', 'No such organisation.');

const forbidden = (): Result<never> => reject('forbidden', 'forbidden', 'Your role does not allow this.');

export const lastOwner = (): Result<never> =>
  reject('conflict', 'last-owner', 'This is the last owner of the organisation; another one has to come first.');

/** Decided on the members as they are at the write, so two owners who remove each other don't both succeed. */
const managed = (organisation: Organisation, { accountId, isOperator }: Manager): Result<KnownOrganisation> => {
  if (organisation.status === 'absent') return organisationNotFound();
  const { kind, members, blocked = [] } = organisation;
  const role = blocked.includes(accountId) ? undefined : members[accountId];
  const manages = kind === 'seller' ? role === 'seller_owner' : isOperator && (kind !== 'platform' || role === 'operator');
  if (manages) return ok(organisation);
  return role === undefined ? organisationNotFound() : forbidden();
};

/** Auditors read what operators read. */
export const readable = (organisation: Organisation, manager: Manager): Result<KnownOrganisation> =>
  organisation.status === 'known' && organisation.kind !== 'seller' && (manager.isOperator || manager.isAuditor)
    ? ok(organisation)
    : managed(organisation, manager);

export type ChangeMember = { readonly manager: Manager; readonly accountId: string; readonly role: MemberRole; readonly at: Date };

/** Of somebody who is a member; who is none is invited. */
export const decideChangeMember = (organisation: Organisation, command: ChangeMember): Result<readonly OrganisationEvent[]> => {
  const { manager, accountId, role, at } = command;
  const allowed = managed(organisation, manager);
  if (!allowed.ok) return allowed;
  const { organisationId, kind, members } = allowed.value;
  const formerRole = members[accountId];
  if (formerRole === undefined) return reject('not_found', 'member-not-found', 'Nobody like this is a member; invite them.');
  if (kind !== kindOfRole(role)) {
    return reject('unprocessable', 'role-not-of-organisation', 'This kind of organisation has no such role.');
  }
  if (formerRole === role) return ok([]);
  if (awaitsApproval(allowed.value, role)) return approvalRequired();
  if (isLastOwner(allowed.value, accountId) && !isOwnerRole(role)) return lastOwner();
  return ok([{ type: 'MemberJoined', organisationId, kind, accountId, role, formerRole, decidedBy: manager.accountId, at }]);
};

export type RemoveMember = Omit<ChangeMember, 'role'>;

/** Everybody may leave; whoever is gone is gone. */
export const decideRemoveMember = (organisation: Organisation, command: RemoveMember): Result<readonly OrganisationEvent[]> => {
  const { manager, accountId, at } = command;
  const isLeaving = organisation.status === 'known' && manager.accountId === accountId && organisation.members[accountId] !== undefined;
  const allowed = isLeaving ? ok(organisation) : managed(organisation, manager);
  if (!allowed.ok) return allowed;
  const { organisationId, kind, members } = allowed.value;
  const formerRole = members[accountId];
  if (formerRole === undefined) return ok([]);
  if (isLastOwner(allowed.value, accountId)) return lastOwner();
  return ok([{ type: 'MemberLeft', organisationId, kind, accountId, formerRole, decidedBy: manager.accountId, at }]);
};

/** Before the account itself is blocked: only here can the last owner be told. */
export const decideBlockMember = (organisation: Organisation, accountId: string): Result<readonly OrganisationEvent[]> => {
  if (organisation.status === 'absent' || organisation.members[accountId] === undefined) return ok([]);
  if (organisation.blocked?.includes(accountId) === true) return ok([]);
  return isLastOwner(organisation, accountId) ? lastOwner() : ok([{ type: 'MemberBlocked', accountId }]);
};

export const decideUnblockMember = (organisation: Organisation, accountId: string): Result<readonly OrganisationEvent[]> =>
  ok(organisation.status === 'known' && organisation.blocked?.includes(accountId) === true ? [{ type: 'MemberUnblocked', accountId }] : []);
