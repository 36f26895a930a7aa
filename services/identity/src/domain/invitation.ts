import { assertNever } from '@wadah/kit';
import type { MemberRole } from './roles.ts';
import type { Locale, Sealed } from './sealed.ts';

export type InvitationDraft = {
  readonly invitationId: string;
  readonly email: Sealed;
  readonly role: MemberRole;
  readonly organisationId: string;
  /** Account of who invites, or `operators-command` for the installation's own command. */
  readonly invitedBy: string;
  readonly locale: Locale;
  readonly code: Sealed;
  /** Keyed; an invitation is found by it. */
  readonly codeHash: string;
  readonly endsAt: Date;
};

/** What is left of one that is no longer open; address and code are gone. */
export type InvitationGist = Pick<InvitationDraft, 'invitationId' | 'role' | 'organisationId' | 'invitedBy' | 'codeHash' | 'endsAt'>;

export type OpenInvitation = InvitationDraft & {
  /** A second operator must agree before it is mailed or accepted. */
  readonly status: 'open' | 'awaiting_approval';
  /** The other operator. */
  readonly approvedBy?: string;
};

export type Invitation =
  | { readonly status: 'absent' }
  | OpenInvitation
  | (InvitationGist & { readonly status: 'accepted'; readonly accountId: string; readonly approvedBy?: string })
  | (InvitationGist & { readonly status: 'withdrawn' })
  /** Nobody came. */
  | (InvitationGist & { readonly status: 'over' });

type Decided = { readonly invitation: InvitationGist; readonly decidedBy: string; readonly at: Date };

export type InvitationEvent =
  | {
      readonly type: 'Invited';
      readonly draft: InvitationDraft;
      readonly awaitsApproval: boolean;
      readonly mailed: boolean;
      readonly at: Date;
    }
  /** Mailed now, where it has waited for this. */
  | ({ readonly type: 'InvitationApproved'; readonly mailed: boolean; readonly locale: Locale } & Decided)
  | ({ readonly type: 'InvitationWithdrawn'; readonly was: OpenInvitation['status'] } & Decided)
  | { readonly type: 'InvitationAccepted'; readonly accountId: string }
  | { readonly type: 'InvitationEnded' };

export const INVITATION_SECONDS = 7 * 86_400;

export const noInvitation: Invitation = { status: 'absent' };

export const gist = ({ invitationId, role, organisationId, invitedBy, codeHash, endsAt }: InvitationGist): InvitationGist => ({
  invitationId,
  role,
  organisationId,
  invitedBy,
  codeHash,
  endsAt,
});

const approvalOf = (invitation: Invitation): { readonly approvedBy?: string } =>
  'approvedBy' in invitation && invitation.approvedBy !== undefined ? { approvedBy: invitation.approvedBy } : {};

export const isWaiting = (invitation: Invitation): invitation is OpenInvitation =>
  invitation.status === 'open' || invitation.status === 'awaiting_approval';

export const evolveInvitation = (invitation: Invitation, event: InvitationEvent): Invitation => {
  if (event.type === 'Invited') return { ...event.draft, status: event.awaitsApproval ? 'awaiting_approval' : 'open' };
  if (invitation.status === 'absent') return invitation;
  switch (event.type) {
    case 'InvitationApproved':
      return isWaiting(invitation) ? { ...invitation, status: 'open', approvedBy: event.decidedBy } : invitation;
    case 'InvitationWithdrawn':
      return { ...gist(invitation), status: 'withdrawn' };
    case 'InvitationAccepted':
      return { ...gist(invitation), ...approvalOf(invitation), status: 'accepted', accountId: event.accountId };
    case 'InvitationEnded':
      return { ...gist(invitation), status: 'over' };
    default:
      return assertNever(event);
  }
};
