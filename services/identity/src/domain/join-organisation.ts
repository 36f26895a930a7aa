import { ok, reject, type Result } from '@wadah/kit';
import { isLastOwner, type Organisation, type OrganisationEvent } from './organisation.ts';
import { isOwnerRole, kindOfRole, type MemberRole } from './roles.ts';

export type JoinOrganisation = {
  readonly accountId: string;
  readonly role: MemberRole;
  /** By another operator than who invited. */
  readonly isApproved?: boolean;
  readonly at: Date;
};

export const organisationUnknown = (): Result<never> =>
  reject('conflict', 'organisation-unknown', 'This organisation is not known here yet; try again in a moment.');

const OPERATORS_WITHOUT_APPROVAL = 2;

/** One operator may invite the second; from then on two must agree. */
export const awaitsApproval = (organisation: Organisation, role: MemberRole): boolean =>
  role === 'operator' &&
  organisation.status === 'known' &&
  Object.values(organisation.members).filter((member) => member === 'operator').length >= OPERATORS_WITHOUT_APPROVAL;

export const approvalRequired = (): Result<never> =>
  reject('conflict', 'approval-required', 'There are two operators by now, so another one of them must approve this invitation first.');

/** Joins, or takes another role; the last owner stays one, and an invitation from before brings no third operator unapproved. */
export const decideJoinOrganisation = (organisation: Organisation, command: JoinOrganisation): Result<readonly OrganisationEvent[]> => {
  const { accountId, role, isApproved = false, at } = command;
  if (organisation.status === 'absent') return organisationUnknown();
  if (organisation.kind !== kindOfRole(role)) {
    return reject('unprocessable', 'role-not-of-organisation', 'This kind of organisation has no such role.');
  }
  if (organisation.members[accountId] === role) return ok([]);
  if (!isApproved && awaitsApproval(organisation, role)) return approvalRequired();
  if (isLastOwner(organisation, accountId) && !isOwnerRole(role)) {
    return reject('conflict', 'last-owner', 'The last owner can’t take a smaller role.');
  }
  const formerRole = organisation.members[accountId];
  const former = formerRole === undefined ? {} : { formerRole };
  return ok([
    { type: 'MemberJoined', organisationId: organisation.organisationId, kind: organisation.kind, accountId, role, ...former, at },
  ]);
};
