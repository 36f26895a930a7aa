import { ok, type Now, type Result } from '@wadah/kit';
import type { KnownAccount } from '../domain/account.ts';
import type { Accounts, Vault } from './ports.ts';

/** Where it is kept who looked whom up. */
export type LookUps = {
  record(lookUp: {
    readonly subjectId: string;
    readonly actorId: string;
    readonly actorRole: 'operator' | 'auditor';
    readonly at: Date;
  }): Promise<void>;
};

export type FindAccountsDeps = { readonly accounts: Accounts; readonly vault: Vault; readonly lookUps: LookUps; readonly now: Now };

export type FindAccounts = { readonly email: string; readonly actorId: string; readonly actorRole: 'operator' | 'auditor' };

export type FindAccountsUseCase = (command: FindAccounts) => Promise<Result<readonly KnownAccount[]>>;

/** Kept before it is answered, and also where there is nobody: then under the hash of the address, which is no personal data. */
export const findAccounts =
  ({ accounts, vault, lookUps, now }: FindAccountsDeps): FindAccountsUseCase =>
  async ({ email, ...actor }) => {
    const account = await accounts.byAddress(email);
    const subjectId = account.status === 'absent' ? `address:${vault.hash(email, 'address')}` : account.accountId;
    await lookUps.record({ subjectId, ...actor, at: now() });
    return ok(account.status === 'absent' ? [] : [account]);
  };
