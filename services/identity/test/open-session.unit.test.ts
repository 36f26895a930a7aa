import { openSession } from '../src/app/open-session.ts';
import type { AccessTokens, Accounts, Organisations, Secrets } from '../src/app/ports.ts';
import type { Account } from '../src/domain/account.ts';
import { memoryStore } from '@wadah/testing';
import { evolveSession, noSession, type Session, type SessionEvent } from '../src/domain/session.ts';
import { activeAccount } from './support/states.ts';

const began = new Date('2026-11-24T08:00:00Z');

/** Opens one session of an account that stands as given, three seconds after it began. */
const opening = async (account: Account) => {
  let present = began;
  const claims: Parameters<AccessTokens['user']>[0][] = [];
  const organisations: Pick<Organisations, 'membershipsOf'> = {
    membershipsOf: () => {
      present = new Date('2026-11-24T08:00:03Z');
      return Promise.resolve([]);
    },
  };
  const sessions = memoryStore<Session, SessionEvent>({ initial: noSession, evolve: evolveSession });
  const accounts: Pick<Accounts, 'load'> = { load: () => Promise.resolve(account) };
  const secrets: Pick<Secrets, 'refreshToken'> = { refreshToken: () => ({ token: 'wr1.x', hash: 'x' }) };
  const tokens: Pick<AccessTokens, 'user'> = { user: (given) => String(claims.push(given)) };
  const open = openSession({
    sessions,
    accounts,
    organisations,
    secrets,
    tokens,
    secondFactorPolicy: { isExempt: () => false },
    now: () => present,
  });
  const answer = await open({ accountId: 'acc_1', generation: 0 });
  return { answer, claims, status: () => sessions.all()[0]?.status };
};

test('a token is as old as the memberships it tells: its time is from before they were read', async () => {
  const { claims } = await opening(activeAccount);
  expect(claims).toMatchObject([{ accountId: 'acc_1', issuedAt: began, locale: 'id' }]);
});

test('a password that was changed while it was looked at opens nothing', async () => {
  const closing = { reason: 'password_changed' as const, at: began, isDone: true };
  const { answer, claims, status } = await opening({ ...activeAccount, generation: 1, closing });
  expect(answer).toMatchObject({ ok: false, rejection: { code: 'sign-in-required' } });
  expect([claims, status()]).toEqual([[], 'closed']);
});
