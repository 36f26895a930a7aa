import { ok, type Result } from '@wadah/kit';
import { accountNotFound, type Account, type AccountEvent } from './account.ts';
import type { Locale } from './sealed.ts';

export type ChangeProfile = { readonly name?: string; readonly locale?: Locale };

export const decideChangeProfile = (account: Account, change: ChangeProfile): Result<readonly AccountEvent[]> => {
  if (account.status === 'absent') return accountNotFound();
  const { name = account.name, locale = account.locale } = change;
  return name === account.name && locale === account.locale ? ok([]) : ok([{ type: 'ProfileChanged', name, locale }]);
};
