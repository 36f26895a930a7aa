import { ok, reject, type Result } from '@wadah/kit';
import type { Invitation, InvitationDraft, InvitationEvent } from './invitation.ts';
import { organisationUnknown } from './join-organisation.ts';
import type { Organisation } from './organisation.ts';
import { kindOfRole, PLATFORM_ID, type MemberRole, type Membership } from './roles.ts';

export type Inviter = {
  readonly accountId: string;
  /** Those of the account itself, by its memberships; never a union. */
  readonly memberships: readonly Membership[];
};

export type InviteTo = { readonly role: MemberRole; readonly organisationId?: string };

const forbidden = (): Result<never> => reject('forbidden', 'forbidden', 'Your role does not allow this invitation.');

const isOperator = ({ memberships }: Inviter): boolean => memberships.some(({ role }) => role === 'operator');

const ofSeller = (inviter: Inviter, organisationId: string): Result<string> => {
  const own = inviter.memberships.find((membership) => membership.organisationId === organisationId);
  if (own === undefined) return reject('not_found', 'organisation-not-found', 'No such organisation.');
  return own.role === 'seller_owner' ? ok(organisationId) : forbidden();
};

/** Operators invite operators, auditors, curators and government staff; an owner invites a seller's people. Answers the organisation's id. */
export const mayInvite = (inviter: Inviter, { role, organisationId }: InviteTo): Result<string> => {
  const kind = kindOfRole(role);
  if (kind === 'platform') {
    if (organisationId !== undefined) return reject('invalid', 'organisation-not-expected', 'This role belongs to no organisation.');
    return isOperator(inviter) ? ok(PLATFORM_ID) : forbidden();
  }
  if (organisationId === undefined) return reject('invalid', 'organisation-required', 'This role belongs to an organisation; name it.');
  if (kind === 'seller') return ofSeller(inviter, organisationId);
  return isOperator(inviter) ? ok(organisationId) : forbidden();
};

/** Where a role is of that organisation. A seller's people are invited once it is verified: a mail from here lends it our name. */
export const decideTarget = (organisation: Organisation, role: MemberRole, isVerifiedSeller: boolean): Result<void> => {
  if (organisation.status === 'absent') return organisationUnknown();
  if (organisation.kind !== kindOfRole(role)) {
    return reject('unprocessable', 'role-not-of-organisation', 'This kind of organisation has no such role.');
  }
  if (organisation.kind === 'seller' && !isVerifiedSeller) {
    return reject('conflict', 'seller-not-verified', 'Only a verified seller may invite people.');
  }
  return ok(undefined);
};

export type Invite = { readonly draft: InvitationDraft; readonly awaitsApproval: boolean; readonly mailed: boolean; readonly at: Date };

export const decideInvite = (invitation: Invitation, command: Invite): Result<readonly InvitationEvent[]> =>
  invitation.status === 'absent' ? ok([{ type: 'Invited', ...command }]) : ok([]);
