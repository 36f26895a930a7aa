import type { Result } from '@wadah/kit';
import { decideChangeProfile, type ChangeProfile } from '../domain/change-profile.ts';
import type { Accounts } from './ports.ts';
import type { Me, ReadMeUseCase } from './read-me.ts';

export type ChangeProfileUseCase = (accountId: string, change: ChangeProfile) => Promise<Result<Me>>;

/** Tokens say the new language from the next one on. */
export const changeProfile =
  ({ accounts, readMe }: { readonly accounts: Pick<Accounts, 'update'>; readonly readMe: ReadMeUseCase }): ChangeProfileUseCase =>
  async (accountId, change) => {
    const changed = await accounts.update(accountId, (account) => decideChangeProfile(account, change));
    return changed.ok ? readMe(accountId) : changed;
  };
