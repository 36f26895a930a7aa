import { ok, type Result } from '@wadah/kit';
import { decideBeginSecondFactor, decideConfirmSecondFactor } from '../domain/second-factor.ts';
import { standingSession } from './open-session.ts';
import { provePassword, type Proof, type ProveDeps } from './prove-password.ts';
import { givenCode, recoveryHash, secretContext, type SecondFactorDeps } from './second-factors.ts';

export type EnrolDeps = SecondFactorDeps & ProveDeps;

export type Enrolment = { readonly secret: string; readonly otpauthUri: string };

export type BeginSecondFactorUseCase = (proof: Proof) => Promise<Result<Enrolment>>;

/** The secret is shown to who knows the password, counts nothing yet, and is replaced by asking again. */
export const beginSecondFactor =
  (deps: EnrolDeps): BeginSecondFactorUseCase =>
  async (proof) => {
    const { factors, oneTimeCodes, vault } = deps;
    const { accountId } = proof;
    const proven = await provePassword(deps, proof);
    if (!proven.ok) return proven;
    const secret = oneTimeCodes.newSecret();
    const command = { accountId, secret: vault.seal(secret, secretContext(accountId)) };
    const begun = await factors.update(accountId, (factor) => decideBeginSecondFactor(factor, command));
    return begun.ok ? ok({ secret, otpauthUri: oneTimeCodes.uriOf(secret, proven.value.account.email) }) : begun;
  };

export type ConfirmSecondFactor = { readonly accountId: string; readonly sessionId: string; readonly otp: string; readonly client: string };

export type ConfirmSecondFactorUseCase = (command: ConfirmSecondFactor) => Promise<Result<{ readonly recoveryCodes: readonly string[] }>>;

/** From now on its account signs in with it; tries count with the account's sign-ins. The recovery codes are shown this once; what is kept are their keyed hashes. */
export const confirmSecondFactor =
  (deps: EnrolDeps): ConfirmSecondFactorUseCase =>
  async ({ accountId, sessionId, otp, client }) => {
    const { factors, oneTimeCodes, signInLimits, vault, now } = deps;
    const standing = await standingSession(deps, { accountId, sessionId });
    if (!standing.ok) return standing;
    const allowed = await signInLimits.take({ emailHash: vault.hash(standing.value.account.email, 'address'), client });
    if (!allowed.ok) return allowed;
    const recoveryCodes = oneTimeCodes.newRecoveryCodes();
    const recoveryHashes = recoveryCodes.map((code) => recoveryHash(vault, accountId, code));
    const confirmed = await factors.update(accountId, (factor) =>
      decideConfirmSecondFactor(factor, { given: givenCode(deps, factor, otp), recoveryHashes, at: now() }),
    );
    return confirmed.ok ? ok({ recoveryCodes }) : confirmed;
  };
