import type { Now } from '@wadah/kit';
import { decideUseCode, type GivenCode, type SecondFactor } from '../domain/second-factor.ts';
import type { SecondFactors, Vault } from './ports.ts';
import type { OneTimeCodes, SecondFactorStore } from './second-factor-ports.ts';

export type SecondFactorDeps = {
  readonly factors: SecondFactorStore;
  readonly oneTimeCodes: OneTimeCodes;
  readonly vault: Vault;
  readonly now: Now;
};

export const secretContext = (accountId: string): string => `${accountId}:second-factor`;

export const recoveryHash = (vault: Vault, accountId: string, code: string): string => vault.hash(`${accountId}:${code}`, 'recovery');

/** Asked of the factor as it is decided on, for its secret may have been replaced since it was read. */
export const givenCode = ({ oneTimeCodes, vault, now }: SecondFactorDeps, factor: SecondFactor, otp: string): GivenCode => {
  if (factor.status === 'absent') return {};
  const { accountId } = factor;
  if (!/^\d{6}$/.test(otp)) return { recoveryHash: recoveryHash(vault, accountId, otp) };
  return { step: oneTimeCodes.stepOf(vault.open(factor.secret, secretContext(accountId)), otp, now()) };
};

export const secondFactors = (deps: SecondFactorDeps): SecondFactors => ({
  check: async (accountId, otp) => {
    const factor = await deps.factors.load(accountId);
    if (factor.status !== 'active') return 'not_enrolled';
    if (otp === undefined) return 'failed';
    const used = await deps.factors.update(accountId, (found) =>
      decideUseCode(found, { given: givenCode(deps, found, otp), at: deps.now() }),
    );
    return used.ok ? 'passed' : 'failed';
  },
});
