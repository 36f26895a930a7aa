import { ok, reject, rejectWith, type Result } from '@wadah/kit';
import { gist, isWaiting, type Invitation, type InvitationEvent } from './invitation.ts';
import { ownCase } from './own-case.ts';
import { kindOfRole, type Membership } from './roles.ts';

export const invitationNotFound = (): Result<never> => reject('not_found', 'invitation-not-found', 'No such invitation.');

const invitationState = (status: string): Result<never> =>
  rejectWith({ kind: 'conflict', code: 'invitation-state', detail: `This invitation is ${status}.`, extra: { currentStatus: status } });

const isOperator = (memberships: readonly Membership[]): boolean => memberships.some(({ role }) => role === 'operator');

/** Of a seller's its owner, of all others an operator. */
const mayManage = (invitation: Exclude<Invitation, { status: 'absent' }>, memberships: readonly Membership[]): Result<void> => {
  if (kindOfRole(invitation.role) !== 'seller') return isOperator(memberships) ? ok(undefined) : invitationNotFound();
  const own = memberships.find(({ organisationId }) => organisationId === invitation.organisationId);
  if (own === undefined) return invitationNotFound();
  return own.role === 'seller_owner' ? ok(undefined) : reject('forbidden', 'forbidden', 'Your role does not allow this.');
};

export type WithdrawInvitation = { readonly decidedBy: string; readonly memberships: readonly Membership[]; readonly at: Date };

/** Its code is worth nothing from then on; one that nobody can use any more is withdrawn in silence. */
export const decideWithdrawInvitation = (invitation: Invitation, command: WithdrawInvitation): Result<readonly InvitationEvent[]> => {
  if (invitation.status === 'absent') return invitationNotFound();
  const { decidedBy, memberships, at } = command;
  const may = mayManage(invitation, memberships);
  if (!may.ok) return may;
  if (invitation.status === 'accepted') return invitationState(invitation.status);
  return ok(
    isWaiting(invitation) ? [{ type: 'InvitationWithdrawn', invitation: gist(invitation), was: invitation.status, decidedBy, at }] : [],
  );
};

export type ApproveInvitation = { readonly decidedBy: string; readonly mailed: boolean; readonly at: Date };

/**
 * By another operator than who invited. Also of one from before there were two, which stood open and would be refused at its acceptance;
 * that one has been mailed.
 */
export const decideApproveInvitation = (invitation: Invitation, command: ApproveInvitation): Result<readonly InvitationEvent[]> => {
  const { decidedBy, mailed, at } = command;
  if (invitation.status === 'absent' || invitation.role !== 'operator') return invitationNotFound();
  if (invitation.invitedBy === decidedBy) return ownCase();
  if (!isWaiting(invitation)) return invitationState(invitation.status);
  if (at >= invitation.endsAt) return invitationState('over');
  if (invitation.approvedBy !== undefined) return ok([]);
  const toMail = mailed && invitation.status === 'awaiting_approval';
  return ok([{ type: 'InvitationApproved', invitation: gist(invitation), locale: invitation.locale, mailed: toMail, decidedBy, at }]);
};
