import { ok, secondsAfter, type Result } from '@wadah/kit';
import { accountNotFound, generationOf, type Account, type AccountEvent } from './account.ts';
import { codeInvalid } from './try-code.ts';

export const REVERSAL_SECONDS = 7 * 86_400;

export type ChangeEmail = {
  readonly email: string;
  /** Of the code that proved the new address. */
  readonly generation: number;
  readonly keptSessionId: string;
  /** Of the code by which the former address undoes it. */
  readonly reversalCodeId: string;
  readonly at: Date;
};

export const decideChangeEmail = (account: Account, command: ChangeEmail): Result<readonly AccountEvent[]> => {
  if (account.status !== 'active') return accountNotFound();
  if (generationOf(account) !== command.generation) return codeInvalid();
  const { email, keptSessionId, reversalCodeId: codeId, at } = command;
  const reversal = { codeId, endsAt: secondsAfter(at, REVERSAL_SECONDS) };
  return ok([{ type: 'EmailChanged', email, reversal, closing: { reason: 'mail_changed', keptSessionId, at } }]);
};

export type RestoreEmail = { readonly codeId: string; readonly email: string; readonly resetCodeId: string; readonly at: Date };

/**
 * What came after the undone change can't be undone any more: a thief who changed the address twice holds the code of the second change,
 * and it must not bring him back. Codes of earlier changes stay good, for he may as well have used his own first.
 */
export const decideRestoreEmail = (account: Account, command: RestoreEmail): Result<readonly AccountEvent[]> => {
  if (account.status === 'absent') return codeInvalid();
  const { codeId, email, resetCodeId, at } = command;
  const known = account.reversals ?? [];
  const index = known.findIndex((reversal) => reversal.codeId === codeId && at < reversal.endsAt);
  if (index < 0) return codeInvalid();
  const { accountId } = account;
  const closing = { reason: 'mail_changed' as const, at };
  return ok([{ type: 'EmailRestored', accountId, email, reversals: known.slice(0, index), resetCodeId, closing }]);
};
