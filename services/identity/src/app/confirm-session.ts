import { ok, type Result } from '@wadah/kit';
import { standingSession, toldMemberships, type SessionDeps } from './open-session.ts';
import type { Passwords, SecondFactors, SignInLimits, Vault } from './ports.ts';
import { credentialsInvalid } from './sign-in.ts';

export type ConfirmDeps = SessionDeps & {
  readonly passwords: Passwords;
  readonly secondFactors: SecondFactors;
  readonly signInLimits: SignInLimits;
  readonly vault: Vault;
};

export type Confirmation = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly password: string;
  readonly otp?: string;
  readonly client: string;
};

export type ConfirmSessionUseCase = (given: Confirmation) => Promise<Result<{ readonly accessToken: string }>>;

/** Counts with the account's sign-ins, so a stolen session is no way to guess its password; who has a second factor gives it here too. */
export const confirmSession =
  (deps: ConfirmDeps): ConfirmSessionUseCase =>
  async ({ accountId, sessionId, password, otp, client }) => {
    const { organisations, passwords, secondFactors, signInLimits, tokens, vault, now } = deps;
    const issuedAt = now();
    const standing = await standingSession(deps, { accountId, sessionId });
    if (!standing.ok) return standing;
    const { account } = standing.value;
    const allowed = await signInLimits.take({ emailHash: vault.hash(account.email, 'address'), client });
    if (!allowed.ok) return allowed;
    const verified = await passwords.verify(password, account.passwordHash);
    if (!verified.ok) return verified;
    if (!verified.value || (await secondFactors.check(accountId, otp)) === 'failed') return credentialsInvalid();
    const memberships = toldMemberships(standing.value, {
      memberships: await organisations.membershipsOf(accountId),
      policy: deps.secondFactorPolicy,
    });
    const { locale } = account;
    return ok({ accessToken: tokens.user({ accountId, sessionId, memberships, locale, issuedAt, confirmedAt: now() }) });
  };
