import { idLike, ok, reject, type Now, type Result } from '@wadah/kit';
import { generationOf } from '../domain/account.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { MailCode as StoredCode, MailCodePurpose, OpenMailCode } from '../domain/mail-code.ts';
import type { Registration } from '../domain/registration.ts';
import type { Locale } from '../domain/sealed.ts';
import type { Accounts, Invitations, MailCodes, Registrations, Vault } from './ports.ts';

/** What a mail needs. A mail that a stranger can cause holds no text a stranger typed: a name stands here only where the account has it. */
export type MailCode = {
  readonly email: string;
  readonly name?: string;
  readonly code?: string;
  readonly locale: Locale;
  readonly purpose: 'verification' | 'already_registered' | 'invitation' | MailCodePurpose;
  readonly role?: string;
  readonly organisationId?: string;
  readonly endsAt: Date;
};

export type ReadCodeDeps = {
  readonly registrations: Registrations;
  readonly invitations: Invitations;
  readonly mailCodes: Pick<MailCodes, 'load'>;
  readonly accounts: Accounts;
  readonly vault: Vault;
  readonly now: Now;
};

export type ReadCodeUseCase = (codeId: string) => Promise<Result<MailCode>>;

const gone = (): Result<never> => reject('not_found', 'code-not-found', 'There is no such code, or it is used or over.');

const ofInvitation = ({ vault, now }: ReadCodeDeps, invitation: Invitation): Result<MailCode> => {
  if (invitation.status !== 'open' || now() >= invitation.endsAt) return gone();
  const { invitationId, locale, role, organisationId, endsAt } = invitation;
  const email = vault.open(invitation.email, `${invitationId}:email`);
  const code = vault.open(invitation.code, `${invitationId}:code`);
  return ok({ email, code, locale, purpose: 'invitation', role, organisationId, endsAt });
};

/** That the address has an account is all that its owner is told, under the name and in the language of that account. */
const alreadyRegistered = async ({ accounts }: ReadCodeDeps, email: string, endsAt: Date): Promise<Result<MailCode>> => {
  const account = await accounts.byEmail(email);
  return account === undefined ? gone() : ok({ email, name: account.name, locale: account.locale, purpose: 'already_registered', endsAt });
};

const ofRegistration = async (deps: ReadCodeDeps, registration: Registration): Promise<Result<MailCode>> => {
  const { vault, now } = deps;
  if (registration.status !== 'open' || now() >= registration.codeEndsAt) return gone();
  const { registrationId, locale, codeEndsAt: endsAt } = registration;
  const email = vault.open(registration.email, `${registrationId}:email`);
  if (registration.known) return alreadyRegistered(deps, email, endsAt);
  return ok({ email, code: vault.open(registration.code, `${registrationId}:code`), locale, purpose: 'verification', endsAt });
};

/** A reversal outlives closings; any other code is dead once its account was closed to what came before. */
const standsWithAccount = async ({ accounts }: ReadCodeDeps, { accountId, purpose, generation, codeId }: OpenMailCode) => {
  const account = accountId === undefined ? undefined : await accounts.load(accountId);
  if (account === undefined || account.status === 'absent') return undefined;
  const isReversal = purpose === 'mail_change_notice' && account.reversals?.some((reversal) => reversal.codeId === codeId);
  return isReversal === true || generationOf(account) === generation ? account : undefined;
};

const ofMailCode = async (deps: ReadCodeDeps, mailCode: StoredCode): Promise<Result<MailCode>> => {
  if (mailCode.status !== 'open' || deps.now() >= mailCode.endsAt) return gone();
  const { codeId, purpose, fits, endsAt } = mailCode;
  const account = await standsWithAccount(deps, mailCode);
  if (account === undefined) return gone();
  const email = deps.vault.open(mailCode.email, `${codeId}:email`);
  if (!fits) return purpose === 'mail_change' ? alreadyRegistered(deps, email, endsAt) : gone();
  const { name, locale } = account;
  // A new address may be a stranger's, who is to read nothing that the account's holder typed.
  const named = purpose === 'mail_change' ? {} : { name };
  return ok({ email, ...named, code: deps.vault.open(mailCode.code, `${codeId}:code`), locale, purpose, endsAt });
};

/** A code is named after the registration or invitation that asked for it. */
export const readCode =
  (deps: ReadCodeDeps): ReadCodeUseCase =>
  async (codeId) => {
    const mailCode = await deps.mailCodes.load(codeId);
    if (mailCode.status !== 'absent') return ofMailCode(deps, mailCode);
    const registration = await deps.registrations.load(idLike('reg', codeId));
    if (registration.status !== 'absent') return ofRegistration(deps, registration);
    return ofInvitation(deps, await deps.invitations.load(idLike('inv', codeId)));
  };
