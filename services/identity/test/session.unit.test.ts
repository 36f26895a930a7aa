import { decideCloseSession } from '../src/domain/close-session.ts';
import { decideOpenSession } from '../src/domain/open-session.ts';
import { decideRefreshSession } from '../src/domain/refresh-session.ts';
import { evolveSession, noSession, type Session } from '../src/domain/session.ts';
import { allowed, at, later, openSession, refusal } from './support/states.ts';

const closed: Session = { status: 'closed', sessionId: 'ses_1', accountId: 'acc_1' };
const refreshed = (presentedHash: string, when: Date) =>
  allowed([{ type: 'SessionRefreshed', presentedHash, hash: 'third', idleUntil: new Date(when.getTime() + 60_000), at: when }]);
const stolen = (when: Date) =>
  allowed([{ type: 'SessionClosed', sessionId: 'ses_1', accountId: 'acc_1', reason: 'refresh_reused', at: when }]);

test.each<[string, Session, string, Date, unknown]>([
  ['the current token is exchanged', openSession, 'second', later(60), refreshed('second', later(60))],
  [
    'the last used one may come again for 30 s while nobody used its successor',
    openSession,
    'first',
    later(30),
    refreshed('first', later(30)),
  ],
  ['after 30 s it ends the session', openSession, 'first', later(31), stolen(later(31))],
  ['an older one ends the session', openSession, 'zeroth', later(1), stolen(later(1))],
  ['after 30 idle days nothing is exchanged', openSession, 'second', later(30 * 86_400), refusal('refresh-token-invalid')],
  [
    'after 90 days nothing is exchanged',
    { ...openSession, idleUntil: later(99 * 86_400) },
    'second',
    later(90 * 86_400),
    refusal('refresh-token-invalid'),
  ],
  ['a closed session exchanges nothing', closed, 'second', at, refusal('refresh-token-invalid')],
  ['an unknown session exchanges nothing', noSession, 'second', at, refusal('refresh-token-invalid')],
])('%s', (_rule, session, presentedHash, when, expected) =>
  expect(decideRefreshSession(session, { presentedHash, hash: 'third', idleSeconds: 60, lifeSeconds: 90 * 86_400, at: when })).toEqual(
    expected,
  ),
);

const refresh = (session: Session, presentedHash: string, hash: string, when: Date) =>
  evolveSession(session, { type: 'SessionRefreshed', presentedHash, hash, idleUntil: later(99_999), at: when });

test('a repeated last token replaces its successor, and its grace does not grow', () => {
  const repeated = refresh(openSession, 'first', 'third', later(20));
  expect(repeated).toMatchObject({ currentHash: 'third', previous: { hash: 'first', usedAt: at } });
  expect(
    decideRefreshSession(repeated, { presentedHash: 'second', hash: 'x', idleSeconds: 60, lifeSeconds: 90 * 86_400, at: later(21) }),
  ).toEqual(stolen(later(21)));
  expect(
    decideRefreshSession(repeated, { presentedHash: 'first', hash: 'x', idleSeconds: 60, lifeSeconds: 90 * 86_400, at: later(31) }),
  ).toEqual(stolen(later(31)));
});

test('once the successor was used, the one before it ends the session', () => {
  const after = refresh(openSession, 'second', 'third', later(5));
  expect(
    decideRefreshSession(after, { presentedHash: 'first', hash: 'x', idleSeconds: 60, lifeSeconds: 90 * 86_400, at: later(6) }),
  ).toEqual(stolen(later(6)));
});

test('a session is opened once under its id', () => {
  const command = { sessionId: 'ses_1', accountId: 'acc_1', hash: 'first', generation: 0, secondFactor: false, idleSeconds: 60, at };
  expect(decideOpenSession(noSession, command)).toMatchObject({
    ok: true,
    value: [{ type: 'SessionOpened', idleUntil: later(60), endsAt: later(90 * 86_400) }],
  });
  expect(decideOpenSession(openSession, command)).toEqual(refusal('session-exists'));
});

test.each<[string, Session, string, unknown]>([
  [
    'its owner closes a session',
    openSession,
    'acc_1',
    allowed([{ type: 'SessionClosed', sessionId: 'ses_1', accountId: 'acc_1', reason: 'signed_out', at }]),
  ],
  ['closing twice is silent', closed, 'acc_1', allowed([])],
  ['a stranger finds no session', openSession, 'acc_2', refusal('session-not-found')],
  ['an unknown one is not found', noSession, 'acc_1', refusal('session-not-found')],
])('%s', (_rule, session, accountId, expected) =>
  expect(decideCloseSession(session, { accountId, reason: 'signed_out', at })).toEqual(expected),
);
