import { closeEntries, type CloseEntriesDeps } from '../src/app/close-entries.ts';
import type { Accounts, MailCodes, Sessions } from '../src/app/ports.ts';
import { memoryStore } from '@wadah/testing';
import { evolveAccount, type Account, type AccountEvent } from '../src/domain/account.ts';
import { evolveSession, type OpenSession, type Session, type SessionEvent } from '../src/domain/session.ts';
import { activeAccount, at, later, openSession } from './support/states.ts';

/** Carries out the closing of an account that has these sessions, and answers which of them stand afterwards. */
const standingAfter = async (account: Account, given: readonly OpenSession[]): Promise<readonly string[]> => {
  const standing = Object.fromEntries(given.map((session) => [session.sessionId, session]));
  const stored = memoryStore<Session, SessionEvent>({ initial: { status: 'absent' }, evolve: evolveSession, standing });
  const open = () => stored.all().flatMap((session) => (session.status === 'open' ? [session] : []));
  const sessions: Sessions = { ...stored, openOf: () => Promise.resolve(open()) };
  const accounts: Pick<Accounts, 'load' | 'update'> = memoryStore<Account, AccountEvent>({ initial: account, evolve: evolveAccount });
  const mailCodes: Pick<MailCodes, 'forgetOf' | 'update'> = {
    forgetOf: () => Promise.resolve(),
    update: () => Promise.resolve({ ok: true, value: { status: 'absent' } }),
  };
  const deps: CloseEntriesDeps = {
    accounts,
    sessions,
    mailCodes,
    secrets: { mailCode: () => '123456', secretCode: () => 'A' },
    vault: { seal: (text) => ({ keyId: 'k', iv: 'i', tag: 't', text }), hash: (text) => text },
    now: () => later(2),
  };
  await closeEntries(deps)('acc_1');
  return open().map(({ sessionId }) => sessionId);
};

const closing = { reason: 'password_changed' as const, at, isDone: false };
const of = (sessionId: string, generation: number): OpenSession => ({ ...openSession, sessionId, generation });

test.each<[string, Account, readonly OpenSession[], readonly string[]]>([
  ['sessions from before are closed', { ...activeAccount, generation: 1, closing }, [of('ses_1', 0), of('ses_2', 0)], []],
  [
    'the kept one stays',
    { ...activeAccount, generation: 1, closing: { ...closing, keptSessionId: 'ses_1' } },
    [of('ses_1', 0), of('ses_2', 0)],
    ['ses_1'],
  ],
  [
    'whoever has signed in with the new password before the closing is carried out stays in',
    { ...activeAccount, generation: 1, closing },
    [of('ses_1', 0), of('ses_2', 1)],
    ['ses_2'],
  ],
  [
    'of a blocked account none stays',
    { ...activeAccount, status: 'blocked', generation: 1, closing: { ...closing, reason: 'account_blocked' } },
    [of('ses_1', 0)],
    [],
  ],
])('%s', async (_rule, account, given, expected) => expect(await standingAfter(account, given)).toEqual(expected));
