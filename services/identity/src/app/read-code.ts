import { idLike, ok, reject, type Now, type Result } from '@wadah/kit';
import type { Invitation } from '../domain/invitation.ts';
import type { Registration } from '../domain/registration.ts';
import type { Locale } from '../domain/sealed.ts';
import type { Accounts, Invitations, Registrations, Vault } from './ports.ts';

/** What a mail needs. A mail that a stranger can cause holds no text a stranger typed: a name stands here only where the account has it. */
export type MailCode = {
  readonly email: string;
  readonly name?: string;
  readonly code?: string;
  readonly locale: Locale;
  readonly purpose: 'verification' | 'already_registered' | 'invitation';
  readonly role?: string;
  readonly organisationId?: string;
  readonly endsAt: Date;
};

export type ReadCodeDeps = {
  readonly registrations: Registrations;
  readonly invitations: Invitations;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly now: Now;
};

export type ReadCodeUseCase = (codeId: string) => Promise<Result<MailCode>>;

const gone = (): Result<never> => reject('not_found', 'code-not-found', 'There is no such code, or it is used or over.');

const ofRegistration = async ({ accounts, vault, now }: ReadCodeDeps, registration: Registration): Promise<Result<MailCode>> => {
  if (registration.status !== 'open' || now() >= registration.codeEndsAt) return gone();
  const { registrationId, locale, codeEndsAt: endsAt } = registration;
  const email = vault.open(registration.email, `${registrationId}:email`);
  if (!registration.known) {
    return ok({ email, code: vault.open(registration.code, `${registrationId}:code`), locale, purpose: 'verification', endsAt });
  }
  const account = await accounts.byEmail(email);
  return account === undefined ? gone() : ok({ email, name: account.name, locale: account.locale, purpose: 'already_registered', endsAt });
};

const ofInvitation = ({ vault, now }: ReadCodeDeps, invitation: Invitation): Result<MailCode> => {
  if (invitation.status !== 'open' || now() >= invitation.endsAt) return gone();
  const { invitationId, locale, role, organisationId, endsAt } = invitation;
  const email = vault.open(invitation.email, `${invitationId}:email`);
  const code = vault.open(invitation.code, `${invitationId}:code`);
  return ok({ email, code, locale, purpose: 'invitation', role, organisationId, endsAt });
};

/** A code is named after the registration or invitation that asked for it. */
export const readCode =
  (deps: ReadCodeDeps): ReadCodeUseCase =>
  async (codeId) => {
    const registration = await deps.registrations.load(idLike('reg', codeId));
    if (registration.status !== 'absent') return ofRegistration(deps, registration);
    return ofInvitation(deps, await deps.invitations.load(idLike('inv', codeId)));
  };
