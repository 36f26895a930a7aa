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

export type InvitationGist = Pick<InvitationDraft, 'invitationId' | 'role' | 'organisationId' | 'codeHash' | 'endsAt'>;

export type OpenInvitation = InvitationDraft & {
  /** A second operator must agree before it is mailed or accepted. */
  readonly status: 'open' | 'awaiting_approval';
};

export type Invitation =
  | { readonly status: 'absent' }
  | OpenInvitation
  | (InvitationGist & { readonly status: 'accepted'; readonly accountId: string })
  /** Nobody came; address and code are gone. */
  | (InvitationGist & { readonly status: 'over' });

export type InvitationEvent =
  | {
      readonly type: 'Invited';
      readonly draft: InvitationDraft;
      readonly awaitsApproval: boolean;
      readonly mailed: boolean;
      readonly at: Date;
    }
  | { readonly type: 'InvitationAccepted'; readonly accountId: string }
  | { readonly type: 'InvitationEnded' };

export const INVITATION_SECONDS = 7 * 86_400;

export const noInvitation: Invitation = { status: 'absent' };

const gist = ({ invitationId, role, organisationId, codeHash, endsAt }: InvitationGist): InvitationGist => ({
  invitationId,
  role,
  organisationId,
  codeHash,
  endsAt,
});

export const evolveInvitation = (invitation: Invitation, event: InvitationEvent): Invitation => {
  switch (event.type) {
    case 'Invited':
      return { ...event.draft, status: event.awaitsApproval ? 'awaiting_approval' : 'open' };
    case 'InvitationAccepted':
      return invitation.status === 'absent' ? invitation : { ...gist(invitation), status: 'accepted', accountId: event.accountId };
    case 'InvitationEnded':
      return invitation.status === 'absent' ? invitation : { ...gist(invitation), status: 'over' };
    default:
      return assertNever(event);
  }
};
