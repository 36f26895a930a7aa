import { assertNever, ok, type Result } from '@wadah/kit';
import type { Invitation, InvitationEvent } from './invitation.ts';
import { codeInvalid } from './try-code.ts';

export type AcceptInvitation = { readonly accountId: string; readonly at: Date };

/** Works once: the same account may repeat it, since a crash may have come before its membership; anybody else finds the code used. */
export const decideAcceptInvitation = (invitation: Invitation, { accountId, at }: AcceptInvitation): Result<readonly InvitationEvent[]> => {
  switch (invitation.status) {
    case 'absent':
    case 'over':
    case 'withdrawn':
    case 'awaiting_approval':
      return codeInvalid();
    case 'accepted':
      return invitation.accountId === accountId ? ok([]) : codeInvalid();
    case 'open':
      return at < invitation.endsAt ? ok([{ type: 'InvitationAccepted', accountId }]) : codeInvalid();
    default:
      return assertNever(invitation);
  }
};

export const decideEndInvitation = (invitation: Invitation, at: Date): Result<readonly InvitationEvent[]> =>
  (invitation.status === 'open' || invitation.status === 'awaiting_approval') && at >= invitation.endsAt
    ? ok([{ type: 'InvitationEnded' }])
    : ok([]);
