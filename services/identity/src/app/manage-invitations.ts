import { mapResult, ok, reject, type Now, type Result } from '@wadah/kit';
import { isWaiting, type Invitation, type OpenInvitation } from '../domain/invitation.ts';
import { decideApproveInvitation, decideWithdrawInvitation, invitationNotFound } from '../domain/manage-invitation.ts';
import { readable } from '../domain/members.ts';
import type { MemberRole } from '../domain/roles.ts';
import { admitOperator, heldMemberships, managerOf, type Acting } from './acting.ts';
import type { InvitationPage, Invitations, MailLimits, Organisations, Vault } from './ports.ts';

export type InvitationDeps = {
  readonly invitations: Invitations;
  readonly organisations: Organisations;
  readonly vault: Vault;
  readonly mailLimits: MailLimits;
  readonly now: Now;
};

export type ShownInvitation = {
  readonly invitationId: string;
  readonly status: Exclude<Invitation['status'], 'absent'>;
  readonly role: MemberRole;
  readonly organisationId: string;
  readonly invitedBy: string;
  /** While it waits; afterwards the address is gone. */
  readonly email?: string;
  readonly endsAt: Date;
};

export type AskedInvitations = Omit<InvitationPage, 'staffOnly'> & { readonly acting: Acting };

export type ListInvitationsUseCase = (asked: AskedInvitations) => Promise<Result<readonly ShownInvitation[]>>;

const mailOf = (vault: Pick<Vault, 'open' | 'hash'>, { invitationId, email, organisationId }: OpenInvitation, client: string) => ({
  emailHash: vault.hash(vault.open(email, `${invitationId}:email`), 'address'),
  client,
  organisationId,
});

const shown = (vault: Pick<Vault, 'open'>, now: Date, invitation: Invitation): readonly ShownInvitation[] => {
  if (invitation.status === 'absent') return [];
  const { invitationId, role, organisationId, invitedBy, endsAt } = invitation;
  // The sweep comes within seconds; until then its time tells.
  const status = isWaiting(invitation) && now >= endsAt ? 'over' : invitation.status;
  const email = isWaiting(invitation) ? { email: vault.open(invitation.email, `${invitationId}:email`) } : {};
  return [{ invitationId, status, role, organisationId, invitedBy, ...email, endsAt }];
};

/** Those of one organisation, or all into agencies, buying units and the platform for operators and auditors. */
export const listInvitations =
  ({ invitations, organisations, vault, now }: InvitationDeps): ListInvitationsUseCase =>
  async ({ acting, ...page }) => {
    const manager = await managerOf(organisations, acting);
    if (page.organisationId === undefined) {
      if (!manager.isOperator && !manager.isAuditor) return reject('forbidden', 'forbidden', 'Your role does not allow this.');
    } else {
      const may = readable(await organisations.load(page.organisationId), manager);
      if (!may.ok) return may;
    }
    const found = await invitations.list({ ...page, staffOnly: page.organisationId === undefined });
    return ok(found.flatMap((invitation) => shown(vault, now(), invitation)));
  };

export type WithdrawInvitationUseCase = (invitationId: string, acting: Acting) => Promise<Result<void>>;

export const withdrawInvitation =
  ({ invitations, organisations, now }: InvitationDeps): WithdrawInvitationUseCase =>
  async (invitationId, acting) => {
    const memberships = await heldMemberships(organisations, acting);
    const command = { decidedBy: acting.accountId, memberships, at: now() };
    const withdrawn = await invitations.update(invitationId, (invitation) => decideWithdrawInvitation(invitation, command));
    return mapResult(withdrawn, () => undefined);
  };

export type ApproveInvitationUseCase = (
  invitationId: string,
  by: { readonly operatorId: string; readonly client: string },
) => Promise<Result<ShownInvitation>>;

export type ApproveDeps = Pick<InvitationDeps, 'mailLimits' | 'now'> & {
  readonly organisations: Pick<Organisations, 'load'>;
  readonly invitations: Pick<Invitations, 'load' | 'update'>;
  readonly vault: Pick<Vault, 'open' | 'hash'>;
};

/** Mailed only now, so only now it counts for the limits of who receives it. */
export const approveInvitation =
  ({ invitations, organisations, vault, mailLimits, now }: ApproveDeps): ApproveInvitationUseCase =>
  async (invitationId, { operatorId, client }) => {
    const admitted = await admitOperator(organisations, operatorId);
    if (!admitted.ok) return admitted;
    const before = await invitations.load(invitationId);
    const mailed = before.status === 'awaiting_approval' && (await mailLimits.take(mailOf(vault, before, client)));
    const command = { decidedBy: operatorId, mailed, at: now() };
    const approved = await invitations.update(invitationId, (invitation) => decideApproveInvitation(invitation, command));
    if (!approved.ok) return approved;
    const [answer] = shown(vault, now(), approved.value);
    return answer === undefined ? invitationNotFound() : ok(answer);
  };
