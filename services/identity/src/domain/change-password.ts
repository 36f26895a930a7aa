import { ok, type Result } from '@wadah/kit';
import { accountNotFound, generationOf, type Account, type AccountEvent } from './account.ts';
import { sessionOver } from './session-standing.ts';
import { codeInvalid } from './try-code.ts';

export type ChangePassword = {
  readonly passwordHash: string;
  readonly keptSessionId: string;
  /** Of the account when its session was found good. */
  readonly generation: number;
  readonly at: Date;
};

export const decideChangePassword = (account: Account, command: ChangePassword): Result<readonly AccountEvent[]> => {
  if (account.status !== 'active') return accountNotFound();
  if (generationOf(account) !== command.generation) return sessionOver();
  const { passwordHash, keptSessionId, at } = command;
  const closing = { reason: 'password_changed' as const, keptSessionId, at };
  return ok([{ type: 'PasswordChanged', accountId: account.accountId, how: 'password_changed', passwordHash, closing }]);
};

/** `generation` is that of the code: the account itself lets a code work once, for using it raises its own. */
export type ResetPassword = { readonly passwordHash: string; readonly generation: number; readonly at: Date };

export const decideResetPassword = (account: Account, command: ResetPassword): Result<readonly AccountEvent[]> => {
  if (account.status !== 'active' || generationOf(account) !== command.generation) return codeInvalid();
  const { passwordHash, at } = command;
  const closing = { reason: 'password_changed' as const, at };
  return ok([{ type: 'PasswordChanged', accountId: account.accountId, how: 'password_reset', passwordHash, closing }]);
};
