import { openSession } from '../src/app/open-session.ts';
import type { AccessTokens, Organisations, Secrets, Sessions } from '../src/app/ports.ts';
import { evolveSession, noSession, type Session } from '../src/domain/session.ts';

test('a token is as old as the memberships it tells: its time is from before they were read', async () => {
  const began = new Date('2026-11-24T08:00:00Z');
  let present = began;
  const claims: Parameters<AccessTokens['user']>[0][] = [];
  const organisations: Pick<Organisations, 'membershipsOf'> = {
    membershipsOf: () => {
      present = new Date('2026-11-24T08:00:03Z');
      return Promise.resolve([]);
    },
  };
  const sessions: Pick<Sessions, 'update'> = {
    update: (_id, decide) => {
      const decided = decide(noSession);
      return Promise.resolve(
        decided.ok ? { ok: true, value: decided.value.reduce<Session>((state, event) => evolveSession(state, event), noSession) } : decided,
      );
    },
  };
  const secrets: Pick<Secrets, 'refreshToken'> = { refreshToken: () => ({ token: 'wr1.x', hash: 'x' }) };
  const tokens: Pick<AccessTokens, 'user'> = { user: (given) => String(claims.push(given)) };
  await openSession({ sessions, organisations, secrets, tokens, now: () => present })('acc_1');
  expect(claims).toMatchObject([{ accountId: 'acc_1', issuedAt: began }]);
});
