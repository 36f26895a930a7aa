import { mapResult, newId, ok, reject, type Now, type Result } from '@wadah/kit';
import { decideOpenSession } from '../domain/open-session.ts';
import { isStaffRole, type Membership } from '../domain/roles.ts';
import { IDLE_SECONDS, isOver, STAFF_IDLE_SECONDS } from '../domain/session.ts';
import type { AccessTokens, Organisations, Secrets, Sessions } from './ports.ts';

export const ACCESS_SECONDS = 15 * 60;

export type SessionTokens = {
  readonly accountId: string;
  readonly sessionId: string;
  readonly accessToken: string;
  /** Absent where a session that is already open only gets a newer access token. */
  readonly refreshToken?: string;
  readonly expiresIn: number;
};

export type SessionDeps = {
  readonly sessions: Sessions;
  readonly organisations: Pick<Organisations, 'membershipsOf'>;
  readonly secrets: Secrets;
  readonly tokens: AccessTokens;
  readonly now: Now;
};

type OpeningDeps = Pick<SessionDeps, 'organisations' | 'now'> & {
  readonly sessions: Pick<Sessions, 'update'>;
  readonly secrets: Pick<Secrets, 'refreshToken'>;
  readonly tokens: Pick<AccessTokens, 'user'>;
};

export const idleSecondsOf = (memberships: readonly Membership[]): number =>
  memberships.some(({ role }) => isStaffRole(role)) ? STAFF_IDLE_SECONDS : IDLE_SECONDS;

export type OpenSessionUseCase = (accountId: string, sessionId?: string) => Promise<Result<SessionTokens>>;

/** Whoever has just proven password or code is confirmed by it, so the first token says so. */
export const openSession =
  ({ sessions, organisations, secrets, tokens, now }: OpeningDeps): OpenSessionUseCase =>
  async (accountId, sessionId = newId('ses', now())) => {
    // The token's time is that before its memberships are read: a change meanwhile then makes it an old one.
    const at = now();
    const memberships = await organisations.membershipsOf(accountId);
    const refresh = secrets.refreshToken(sessionId);
    const command = { sessionId, accountId, hash: refresh.hash, idleSeconds: idleSecondsOf(memberships), at };
    const opened = await sessions.update(sessionId, (session) => decideOpenSession(session, command));
    return mapResult(opened, () => ({
      accountId,
      sessionId,
      accessToken: tokens.user({ accountId, sessionId, memberships, issuedAt: at, confirmedAt: at }),
      refreshToken: refresh.token,
      expiresIn: ACCESS_SECONDS,
    }));
  };

export type RenewAccessUseCase = (accountId: string, sessionId: string) => Promise<Result<SessionTokens>>;

/** A newer access token for a session that stays as it is, once its account has joined something; one that is over gets none. */
export const renewAccess =
  ({ sessions, organisations, tokens, now }: SessionDeps): RenewAccessUseCase =>
  async (accountId, sessionId) => {
    const issuedAt = now();
    const session = await sessions.load(sessionId);
    if (session.status !== 'open' || session.accountId !== accountId || isOver(session, issuedAt)) {
      return reject('unauthenticated', 'sign-in-required', 'This session is over; sign in again.');
    }
    const memberships = await organisations.membershipsOf(accountId);
    return ok({
      accountId,
      sessionId,
      accessToken: tokens.user({ accountId, sessionId, memberships, issuedAt }),
      expiresIn: ACCESS_SECONDS,
    });
  };
