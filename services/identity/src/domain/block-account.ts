import { ok, type Result } from '@wadah/kit';
import { accountNotFound, type Account, type AccountEvent, type Closing } from './account.ts';
import { ownCase } from './own-case.ts';

export type BlockAccount = { readonly operatorId: string; readonly accountId: string; readonly reason: string; readonly at: Date };

/** Its sessions and codes end by the same write that blocks it; again changes nothing. */
export const decideBlockAccount = (account: Account, command: BlockAccount): Result<readonly AccountEvent[]> => {
  if (command.operatorId === command.accountId) return ownCase();
  if (account.status === 'absent') return accountNotFound();
  return ok(account.status === 'blocked' ? [] : [{ type: 'AccountBlocked', ...command }]);
};

export const decideReinstateAccount = (account: Account, command: BlockAccount): Result<readonly AccountEvent[]> => {
  if (command.operatorId === command.accountId) return ownCase();
  if (account.status === 'absent') return accountNotFound();
  return ok(account.status === 'active' ? [] : [{ type: 'AccountReinstated', ...command }]);
};

export const decideCloseEntries = (account: Account, closing: Closing): Result<readonly AccountEvent[]> =>
  ok(account.status === 'absent' ? [] : [{ type: 'ClosingBegun', closing }]);
