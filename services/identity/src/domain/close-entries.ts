import { ok, type Result } from '@wadah/kit';
import { generationOf, type Account, type AccountEvent } from './account.ts';

export type EndClosing = { readonly generation: number; readonly codeIds: readonly string[] };

/** Sessions and codes are closed and what was owed is made; a closing that came meanwhile stays to be carried out. */
export const decideEndClosing = (account: Account, { generation, codeIds }: EndClosing): Result<readonly AccountEvent[]> => {
  if (account.status === 'absent' || account.closing === undefined) return ok([]);
  const isOpen = !account.closing.isDone && generationOf(account) === generation;
  const owes = (account.owedCodes ?? []).some(({ codeId }) => codeIds.includes(codeId));
  return isOpen || owes ? ok([{ type: 'EntriesClosed', generation, codeIds }]) : ok([]);
};
