import type { Now } from '@wadah/kit';
import { generationOf, type KnownAccount } from '../domain/account.ts';
import { decideEndClosing } from '../domain/close-entries.ts';
import { decideCloseSession } from '../domain/close-session.ts';
import { isShut } from '../domain/session-standing.ts';
import { makeMailCode, type MakeMailCodeDeps } from './make-mail-code.ts';
import type { Accounts, MailCodes, Sessions } from './ports.ts';

export type CloseEntriesDeps = Omit<MakeMailCodeDeps, 'mailCodes'> & {
  readonly accounts: Pick<Accounts, 'load' | 'update'>;
  readonly sessions: Sessions;
  readonly mailCodes: Pick<MailCodes, 'update' | 'forgetOf'>;
  readonly now: Now;
};

export type CloseEntriesUseCase = (accountId: string) => Promise<void>;

/** Those that are shut: whoever has signed in since, with what is good now, stays in. */
const closeSessions = async ({ sessions, now }: CloseEntriesDeps, account: KnownAccount): Promise<void> => {
  const { accountId, closing } = account;
  if (closing === undefined) return;
  const { reason } = closing;
  const others = async () => (await sessions.openOf(accountId, now())).filter((session) => isShut(session, account));
  // They are read a hundred at a time.
  for (let open = await others(); open.length > 0; open = await others()) {
    for (const { sessionId } of open) {
      await sessions.update(sessionId, (session) => decideCloseSession(session, { accountId, reason, at: now() }));
    }
  }
};

const makeOwedCodes = async (deps: CloseEntriesDeps, account: KnownAccount): Promise<readonly string[]> => {
  const { accountId, locale, owedCodes = [], reversals = [] } = account;
  const kept = { accountId, locale, fits: true, generation: generationOf(account), mailed: true };
  for (const { codeId, purpose, email } of owedCodes) {
    const reversal = reversals.find((candidate) => candidate.codeId === codeId);
    // A change that was undone meanwhile has nothing to undo.
    if (purpose === 'mail_change_notice' && reversal === undefined) continue;
    await makeMailCode(deps, { ...kept, codeId, purpose, email, ...(reversal === undefined ? {} : { endsAt: reversal.endsAt }) });
  }
  return owedCodes.map(({ codeId }) => codeId);
};

/**
 * Carries out what the account intends: closes its sessions and codes, and makes the codes that follow from it. Its worker is woken by the
 * write of the intent and sweeps for what a crash left; each step finds what was done.
 */
export const closeEntries =
  (deps: CloseEntriesDeps): CloseEntriesUseCase =>
  async (accountId) => {
    const account = await deps.accounts.load(accountId);
    if (account.status === 'absent' || account.closing === undefined) return;
    const generation = generationOf(account);
    if (!account.closing.isDone) await closeSessions(deps, account);
    const reversals = (account.reversals ?? []).map(({ codeId }) => codeId);
    await deps.mailCodes.forgetOf(accountId, { before: generation, reversals });
    const codeIds = await makeOwedCodes(deps, account);
    await deps.accounts.update(accountId, (found) => decideEndClosing(found, { generation, codeIds }));
  };
