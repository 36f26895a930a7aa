import { ok, type Result } from '@wadah/kit';
import type { SecondFactor, SecondFactorEvent } from '../domain/second-factor.ts';
import type { Vault } from './ports.ts';
import type { SecondFactorStore } from './second-factor-ports.ts';
import { secretContext } from './second-factors.ts';

const PAGE = 200;

const resealed = (factor: SecondFactor, vault: Vault): Result<readonly SecondFactorEvent[]> => {
  if (factor.status === 'absent' || vault.isCurrent(factor.secret)) return ok([]);
  const context = secretContext(factor.accountId);
  return ok([{ type: 'SecretResealed', secret: vault.seal(vault.open(factor.secret, context), context) }]);
};

/** Secrets of second factors under the key that seals now; what codes and invitations have sealed is over within days. Answers how many it saw. */
export const resealSecondFactors = async (factors: SecondFactorStore, vault: Vault): Promise<number> => {
  let seen = 0;
  let after: string | undefined;
  for (;;) {
    const page = await factors.accountIds(after, PAGE);
    for (const accountId of page) await factors.update(accountId, (factor) => resealed(factor, vault));
    seen += page.length;
    after = page.at(-1);
    if (page.length < PAGE) return seen;
  }
};
