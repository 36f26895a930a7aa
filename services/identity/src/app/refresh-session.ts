import { ok, type Result } from '@wadah/kit';
import { decideRefreshSession, refreshInvalid } from '../domain/refresh-session.ts';
import { isShut } from '../domain/session-standing.ts';
import { ACCESS_SECONDS, idleSecondsOf, lifeSecondsOf, toldMemberships, type SessionDeps, type SessionTokens } from './open-session.ts';

export type RefreshSessionUseCase = (refreshToken: string) => Promise<Result<SessionTokens>>;

/** Rotates; a token that was used before and may not come again ends its session, which is written and then refused. */
export const refreshSession =
  ({ sessions, accounts, organisations, secrets, tokens, secondFactorPolicy: policy, now }: SessionDeps): RefreshSessionUseCase =>
  async (refreshToken) => {
    const presented = secrets.readRefreshToken(refreshToken);
    if (presented === undefined) return refreshInvalid();
    const { sessionId } = presented;
    const before = await sessions.load(sessionId);
    if (before.status !== 'open') return refreshInvalid();
    const at = now();
    const [account, memberships] = await Promise.all([accounts.load(before.accountId), organisations.membershipsOf(before.accountId)]);
    if (account.status !== 'active' || isShut(before, account)) return refreshInvalid();
    const next = secrets.refreshToken(sessionId);
    const lives = { idleSeconds: idleSecondsOf(memberships), lifeSeconds: lifeSecondsOf(memberships) };
    const command = { presentedHash: presented.hash, hash: next.hash, ...lives, at };
    const refreshed = await sessions.update(sessionId, (session) => decideRefreshSession(session, command));
    if (!refreshed.ok) return refreshed;
    if (refreshed.value.status !== 'open') return refreshInvalid();
    const { accountId } = refreshed.value;
    const told = toldMemberships({ session: refreshed.value, account }, { memberships, policy });
    const accessToken = tokens.user({ accountId, sessionId, memberships: told, locale: account.locale, issuedAt: at });
    return ok({ accountId, sessionId, accessToken, refreshToken: next.token, expiresIn: ACCESS_SECONDS });
  };
