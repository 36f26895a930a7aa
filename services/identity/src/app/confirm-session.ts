import { ok, type Result } from '@wadah/kit';
import { toldMemberships, type SessionDeps } from './open-session.ts';
import type { SecondFactors } from './ports.ts';
import { provePassword, type Proof, type ProveDeps } from './prove-password.ts';
import { credentialsInvalid } from './sign-in.ts';

export type ConfirmDeps = SessionDeps & ProveDeps & { readonly secondFactors: SecondFactors };

export type Confirmation = Proof & { readonly otp?: string };

export type ConfirmSessionUseCase = (given: Confirmation) => Promise<Result<{ readonly accessToken: string }>>;

/** Who has a second factor gives it here too. */
export const confirmSession =
  (deps: ConfirmDeps): ConfirmSessionUseCase =>
  async ({ otp, ...proof }) => {
    const { organisations, secondFactors, tokens, now } = deps;
    const { accountId, sessionId } = proof;
    const issuedAt = now();
    const proven = await provePassword(deps, proof);
    if (!proven.ok) return proven;
    if ((await secondFactors.check(accountId, otp)) === 'failed') return credentialsInvalid();
    const memberships = toldMemberships(proven.value, {
      memberships: await organisations.membershipsOf(accountId),
      policy: deps.secondFactorPolicy,
    });
    const { locale } = proven.value.account;
    return ok({ accessToken: tokens.user({ accountId, sessionId, memberships, locale, issuedAt, confirmedAt: now() }) });
  };
