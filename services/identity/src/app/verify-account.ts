import { idLike, type Now, type Result } from '@wadah/kit';
import type { ProvenRegistration } from '../domain/registration.ts';
import { codeInvalid, decideTryCode } from '../domain/try-code.ts';
import type { OpenSessionUseCase, SessionTokens } from './open-session.ts';
import type { Accounts, Registrations, Vault } from './ports.ts';
import { codeContext } from './register-account.ts';

export type VerifyDeps = {
  readonly accounts: Pick<Accounts, 'register'>;
  readonly registrations: Pick<Registrations, 'update' | 'forgetAddress'>;
  readonly vault: Pick<Vault, 'open' | 'hash' | 'sameHash'>;
  readonly openSession: OpenSessionUseCase;
  readonly now: Now;
};

export type VerifyAccountUseCase = (registrationId: string, code: string) => Promise<Result<SessionTokens>>;

const accountOf = ({ vault, now }: VerifyDeps, registration: ProvenRegistration) => {
  const { registrationId, locale, passwordHash } = registration;
  return {
    accountId: idLike('acc', registrationId),
    email: vault.open(registration.email, `${registrationId}:email`),
    name: vault.open(registration.name, `${registrationId}:name`),
    locale,
    passwordHash,
    at: now(),
  };
};

/**
 * Proof, account, session, and then the address's registrations go: each step finds what a crash left of it, because account and session are
 * called after the registration. That same id lets two verifications at once open one session.
 */
export const verifyAccount =
  (deps: VerifyDeps): VerifyAccountUseCase =>
  async (registrationId, code) => {
    const { accounts, registrations, vault, openSession, now } = deps;
    const codeHash = vault.hash(codeContext(registrationId, code), 'code');
    const tried = await registrations.update(registrationId, (registration) => {
      const matches = 'codeHash' in registration && vault.sameHash(registration.codeHash, codeHash);
      return decideTryCode(registration, { matches, at: now() });
    });
    if (!tried.ok) return tried;
    if (tried.value.status !== 'proven') return codeInvalid();
    const account = await accounts.register(accountOf(deps, tried.value));
    if (!account.ok) return codeInvalid();
    const session = await openSession({
      accountId: idLike('acc', registrationId),
      sessionId: idLike('ses', registrationId),
      // Proven when the account was new: what has closed it since has closed this code too.
      generation: 0,
    });
    if (!session.ok) return codeInvalid();
    await registrations.forgetAddress(tried.value.emailHash);
    return session;
  };
