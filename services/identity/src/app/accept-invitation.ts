import { idLike, reject, type Now, type Result } from '@wadah/kit';
import { decideAcceptInvitation } from '../domain/accept-invitation.ts';
import type { Invitation, OpenInvitation } from '../domain/invitation.ts';
import { approvalRequired, awaitsApproval, decideJoinOrganisation } from '../domain/join-organisation.ts';
import { codeInvalid } from '../domain/try-code.ts';
import type { OpenSessionUseCase, RenewAccessUseCase, SessionTokens } from './open-session.ts';
import type { Accounts, Invitations, Organisations, Passwords, Vault } from './ports.ts';

export type AcceptDeps = {
  readonly invitations: Invitations;
  readonly accounts: Accounts;
  readonly organisations: Organisations;
  readonly passwords: Passwords;
  readonly vault: Vault;
  readonly openSession: OpenSessionUseCase;
  readonly renewAccess: RenewAccessUseCase;
  readonly now: Now;
};

export type Acceptance = {
  readonly code: string;
  readonly password?: string;
  readonly name?: string;
  /** Who is signed in, if anybody. */
  readonly signedIn?: { readonly accountId: string; readonly sessionId: string };
};

export type AcceptInvitationUseCase = (acceptance: Acceptance) => Promise<Result<SessionTokens>>;

const signInRequired = (): Result<never> =>
  reject('unauthenticated', 'sign-in-required', 'This address has an account; sign in with it to accept the invitation.');

const newcomer = async (deps: AcceptDeps, invitation: OpenInvitation, given: Acceptance): Promise<Result<string>> => {
  const { invitationId, locale } = invitation;
  if (given.password === undefined || given.name === undefined) {
    return reject('invalid', 'password-required', 'A new account needs a password and a name.');
  }
  const passwordHash = await deps.passwords.hash(given.password);
  if (!passwordHash.ok) return passwordHash;
  const accountId = idLike('acc', invitationId);
  const email = deps.vault.open(invitation.email, `${invitationId}:email`);
  const person = { accountId, email, name: given.name, locale, passwordHash: passwordHash.value, at: deps.now() };
  const registered = await deps.accounts.register(person);
  // Somebody else with the same code was faster, or the address got its account meanwhile: either has a password that this caller must know.
  const isOurs = registered.ok && registered.value.status === 'active' && registered.value.passwordHash === passwordHash.value;
  return isOurs ? { ok: true, value: accountId } : signInRequired();
};

type Joining = { readonly invitation: Invitation & { readonly invitationId: string }; readonly accountId: string };

const join = async ({ invitations, organisations, now }: AcceptDeps, { invitation, accountId }: Joining): Promise<Result<unknown>> => {
  const { invitationId } = invitation;
  if (invitation.status === 'absent') return codeInvalid();
  const { role, organisationId } = invitation;
  const isApproved = 'approvedBy' in invitation && invitation.approvedBy !== undefined;
  const accepted = await invitations.update(invitationId, (found) => decideAcceptInvitation(found, { accountId, at: now() }));
  if (!accepted.ok) return accepted;
  return organisations.update(organisationId, (found) => decideJoinOrganisation(found, { accountId, role, isApproved, at: now() }));
};

/** An address that has an account is joined by that account, signed in; another one gets its account here, proven by the mail. */
const acceptOpen = async (deps: AcceptDeps, invitation: OpenInvitation, given: Acceptance): Promise<Result<SessionTokens>> => {
  const { accounts, organisations, vault, openSession, renewAccess } = deps;
  // Before anything is made or the code is used up; the organisation itself decides again where two accept at once.
  const isApproved = invitation.approvedBy !== undefined;
  if (!isApproved && awaitsApproval(await organisations.load(invitation.organisationId), invitation.role)) return approvalRequired();
  const account = await accounts.byEmail(vault.open(invitation.email, `${invitation.invitationId}:email`));
  if (account !== undefined) {
    if (account.accountId !== given.signedIn?.accountId) return signInRequired();
    const joined = await join(deps, { invitation, accountId: account.accountId });
    return joined.ok ? renewAccess(account.accountId, given.signedIn.sessionId) : joined;
  }
  const accountId = await newcomer(deps, invitation, given);
  if (!accountId.ok) return accountId;
  const joined = await join(deps, { invitation, accountId: accountId.value });
  return joined.ok ? openSession({ accountId: accountId.value, generation: 0 }) : joined;
};

export const acceptInvitation =
  (deps: AcceptDeps): AcceptInvitationUseCase =>
  async (given) => {
    const { invitations, vault, renewAccess, now } = deps;
    const invitation = await invitations.byCode(vault.hash(given.code, 'invitation'));
    if (invitation.status === 'absent') return codeInvalid();
    if (invitation.status === 'accepted' && invitation.accountId === given.signedIn?.accountId) {
      const joined = await join(deps, { invitation, accountId: given.signedIn.accountId });
      return joined.ok ? renewAccess(given.signedIn.accountId, given.signedIn.sessionId) : joined;
    }
    if (invitation.status !== 'open' || now() >= invitation.endsAt) return codeInvalid();
    return acceptOpen(deps, invitation, given);
  };
