import { ok, type Result } from '@wadah/kit';
import type { Account, AccountEvent } from './account.ts';

export type RegisterAccount = Omit<AccountEvent & { readonly type: 'AccountRegistered' }, 'type'>;

/** The account's id follows from the registration or invitation that proved the address, so a second try finds the first one's account. */
export const decideRegisterAccount = (account: Account, command: RegisterAccount): Result<readonly AccountEvent[]> =>
  account.status === 'absent' ? ok([{ type: 'AccountRegistered', ...command }]) : ok([]);
