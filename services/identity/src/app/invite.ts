import { mapResult, secondsAfter, type Now, type Result } from '@wadah/kit';
import { INVITATION_SECONDS, type InvitationDraft } from '../domain/invitation.ts';
import { decideInvite, decideTarget, mayInvite } from '../domain/invite.ts';
import { awaitsApproval } from '../domain/join-organisation.ts';
import type { MemberRole } from '../domain/roles.ts';
import type { Locale } from '../domain/sealed.ts';
import { heldMemberships } from './acting.ts';
import type { Invitations, MailLimits, Organisations, Secrets, SellerStandings, Vault } from './ports.ts';

export type InviteDeps = {
  readonly invitations: Invitations;
  readonly organisations: Organisations;
  readonly sellers: SellerStandings;
  readonly secrets: Secrets;
  readonly vault: Vault;
  readonly mailLimits: MailLimits;
  readonly now: Now;
};

export type InvitePerson = {
  readonly invitationId: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly organisationId?: string;
  readonly invitedBy: string;
  readonly locale: Locale;
  readonly client: string;
  /** Of who invites, as the token tells them. */
  readonly roles: readonly string[];
};

export type Invited = { readonly invitationId: string; readonly status: 'open' | 'awaiting_approval'; readonly endsAt: Date };

export type InviteUseCase = (person: InvitePerson) => Promise<Result<Invited>>;

type Drafted = { readonly draft: InvitationDraft; readonly code: string };

/** The code goes into the draft sealed and hashed; its text is for the command line alone. */
export const draftInvitation = (
  { vault, secrets, now }: Pick<InviteDeps, 'vault' | 'secrets' | 'now'>,
  person: Omit<InvitePerson, 'client' | 'roles' | 'organisationId'> & { readonly organisationId: string },
): Drafted => {
  const { invitationId, email, ...rest } = person;
  const code = secrets.secretCode();
  const draft = {
    invitationId,
    ...rest,
    email: vault.seal(email, `${invitationId}:email`),
    code: vault.seal(code, `${invitationId}:code`),
    codeHash: vault.hash(code, 'invitation'),
    endsAt: secondsAfter(now(), INVITATION_SECONDS),
  };
  return { draft, code };
};

export const invite =
  (deps: InviteDeps): InviteUseCase =>
  async ({ client, roles, ...person }) => {
    const { invitations, organisations, sellers, vault, mailLimits, now } = deps;
    const { role, invitedBy, invitationId } = person;
    const memberships = await heldMemberships(organisations, { accountId: invitedBy, roles });
    const target = mayInvite({ accountId: invitedBy, memberships }, person);
    if (!target.ok) return target;
    const organisation = await organisations.load(target.value);
    const fits = decideTarget(organisation, role, await sellers.isVerified(target.value));
    if (!fits.ok) return fits;
    const waits = awaitsApproval(organisation, role);
    const mail = { emailHash: vault.hash(person.email, 'address'), client, organisationId: target.value };
    // One that waits is mailed at its approval, and takes its place among the mails then.
    const mailed = !waits && (await mailLimits.take(mail));
    const { draft } = draftInvitation(deps, { ...person, organisationId: target.value });
    const invited = await invitations.update(invitationId, (invitation) =>
      decideInvite(invitation, { draft, awaitsApproval: waits, mailed, at: now() }),
    );
    return mapResult(invited, () => ({
      invitationId,
      status: waits ? ('awaiting_approval' as const) : ('open' as const),
      endsAt: draft.endsAt,
    }));
  };
