import { mapResult, secondsAfter, type Now, type Result } from '@wadah/kit';
import { decideBeginRegistration } from '../domain/begin-registration.ts';
import { CODE_SECONDS, type RegistrationDraft } from '../domain/registration.ts';
import type { Locale } from '../domain/sealed.ts';
import type { Accounts, MailLimits, Passwords, Registrations, Secrets, SignInLimits, Vault } from './ports.ts';

export type RegisterDeps = {
  readonly accounts: Accounts;
  readonly registrations: Registrations;
  readonly passwords: Passwords;
  readonly secrets: Secrets;
  readonly vault: Vault;
  readonly mailLimits: MailLimits;
  readonly signInLimits: SignInLimits;
  readonly now: Now;
};

export type RegisterPerson = {
  readonly registrationId: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly locale: Locale;
  /** Address of who asks, for the limits. */
  readonly client: string;
};

export type RegisterAccountUseCase = (person: RegisterPerson) => Promise<Result<{ readonly registrationId: string }>>;

export const codeContext = (id: string, code: string): string => `${id}:${code}`;

const draftOf = (
  { vault, secrets }: RegisterDeps,
  person: RegisterPerson,
  rest: { passwordHash: string; known: boolean; at: Date },
): RegistrationDraft => {
  const { registrationId, email, name, locale } = person;
  const code = secrets.mailCode();
  return {
    registrationId,
    known: rest.known,
    emailHash: vault.hash(email, 'address'),
    email: vault.seal(email, `${registrationId}:email`),
    name: vault.seal(name, `${registrationId}:name`),
    locale,
    passwordHash: rest.passwordHash,
    code: vault.seal(code, `${registrationId}:code`),
    codeHash: vault.hash(codeContext(registrationId, code), 'code'),
    codeEndsAt: secondsAfter(rest.at, CODE_SECONDS),
  };
};

/** A known address gets the same work, the same write and the same answer; only the mail differs, and no code fits. */
export const registerAccount =
  (deps: RegisterDeps): RegisterAccountUseCase =>
  async (person) => {
    const { accounts, registrations, passwords, vault, mailLimits, signInLimits, now } = deps;
    const emailHash = vault.hash(person.email, 'address');
    const allowed = await signInLimits.take({ emailHash, client: person.client });
    if (!allowed.ok) return allowed;
    const passwordHash = await passwords.hash(person.password);
    if (!passwordHash.ok) return passwordHash;
    const known = (await accounts.byAddress(person.email)).status !== 'absent';
    const mailed = await mailLimits.take({ emailHash, client: person.client });
    const at = now();
    // A code that nobody was mailed must not be guessed either, or the limit of mails would be none of guesses.
    const draft = draftOf(deps, person, { passwordHash: passwordHash.value, known: known || !mailed, at });
    const begun = await registrations.update(person.registrationId, (registration) =>
      decideBeginRegistration(registration, { draft, mailed, at }),
    );
    return mapResult(begun, () => ({ registrationId: person.registrationId }));
  };
