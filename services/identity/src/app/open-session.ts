import { newId, ok, type Now, type Result } from '@wadah/kit';
import type { ActiveAccount } from '../domain/account.ts';
import { decideCloseSession } from '../domain/close-session.ts';
import { decideOpenSession } from '../domain/open-session.ts';
import { isStaffRole, withoutStaff, type Membership } from '../domain/roles.ts';
import { isShut, sessionOver } from '../domain/session-standing.ts';
import { IDLE_SECONDS, isOver, SESSION_SECONDS, STAFF_IDLE_SECONDS, type OpenSession } from '../domain/session.ts';
import type { AccessTokens, Accounts, Organisations, SecondFactorCheck, SecondFactorPolicy, Secrets, Sessions } from './ports.ts';

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
  readonly accounts: Pick<Accounts, 'load'>;
  readonly organisations: Pick<Organisations, 'membershipsOf'>;
  readonly secrets: Secrets;
  readonly tokens: AccessTokens;
  readonly secondFactorPolicy: SecondFactorPolicy;
  readonly now: Now;
};

type OpeningDeps = Pick<SessionDeps, 'accounts' | 'organisations' | 'secondFactorPolicy' | 'now'> & {
  readonly sessions: Pick<Sessions, 'update'>;
  readonly secrets: Pick<Secrets, 'refreshToken'>;
  readonly tokens: Pick<AccessTokens, 'user'>;
};

export const idleSecondsOf = (memberships: readonly Membership[]): number =>
  memberships.some(({ role }) => isStaffRole(role)) ? STAFF_IDLE_SECONDS : IDLE_SECONDS;

/** In all, whether it is used or not. */
export const lifeSecondsOf = (memberships: readonly Membership[]): number =>
  memberships.some(({ role }) => isStaffRole(role)) ? STAFF_IDLE_SECONDS : SESSION_SECONDS;

/** What its tokens say: whoever comes in without the second factor, by whichever door, has none of the roles that need one. */
export const toldMemberships = (
  { session, account }: StandingSession,
  { memberships, policy }: { readonly memberships: readonly Membership[]; readonly policy: SecondFactorPolicy },
): readonly Membership[] => (session.secondFactor === true || policy.isExempt(account.email) ? memberships : withoutStaff(memberships));

export type Entry = {
  readonly accountId: string;
  readonly sessionId?: string;
  /** Of the account when password or code was looked at; what was good for an earlier one opens nothing. */
  readonly generation: number;
  /** Absent where none was asked for, as by an invitation's code. */
  readonly secondFactor?: SecondFactorCheck;
};

export type OpenSessionUseCase = (entry: Entry) => Promise<Result<SessionTokens>>;

/** Whoever has just proven password or code is confirmed by it, so the first token says so. */
export const openSession =
  ({ sessions, accounts, organisations, secrets, tokens, secondFactorPolicy: policy, now }: OpeningDeps): OpenSessionUseCase =>
  async ({ accountId, sessionId = newId('ses', now()), generation, ...entry }) => {
    // The token's time is that before its memberships are read: a change meanwhile then makes it an old one.
    const at = now();
    const memberships = await organisations.membershipsOf(accountId);
    const refresh = secrets.refreshToken(sessionId);
    const secondFactor = entry.secondFactor === 'passed';
    const idleSeconds = idleSecondsOf(memberships);
    const command = { sessionId, accountId, hash: refresh.hash, generation, secondFactor, idleSeconds, at };
    const opened = await sessions.update(sessionId, (session) => decideOpenSession(session, command));
    if (!opened.ok) return opened;
    // Read after the write: a closing of the account's entries has either found this session there, or is seen here.
    const account = await accounts.load(accountId);
    if (account.status !== 'active' || opened.value.status !== 'open' || isShut(opened.value, account)) {
      await sessions.update(sessionId, (session) => decideCloseSession(session, { accountId, reason: 'signed_out', at }));
      return sessionOver();
    }
    const told = toldMemberships({ session: opened.value, account }, { memberships, policy });
    const claims = { accountId, sessionId, memberships: told, locale: account.locale, issuedAt: at };
    // Half of what an enrolled account has is not enough to change how it is entered.
    const accessToken = tokens.user({ ...claims, ...(entry.secondFactor === 'failed' ? {} : { confirmedAt: at }) });
    return ok({ accountId, sessionId, accessToken, refreshToken: refresh.token, expiresIn: ACCESS_SECONDS });
  };

export type StandingSession = { readonly session: OpenSession; readonly account: ActiveAccount };

export type StandingDeps = Pick<SessionDeps, 'accounts' | 'now'> & { readonly sessions: Pick<Sessions, 'load'> };

/**
 * The session with its account, where both are still good. Asked by whatever changes how an account is entered: an access token outlives its
 * session until the word of its end has come, and a thief needs no longer to take the account back.
 */
export const standingSession = async (
  { sessions, accounts, now }: StandingDeps,
  { accountId, sessionId }: { readonly accountId: string; readonly sessionId: string },
): Promise<Result<StandingSession>> => {
  const [session, account] = await Promise.all([sessions.load(sessionId), accounts.load(accountId)]);
  if (session.status !== 'open' || session.accountId !== accountId || isOver(session, now())) return sessionOver();
  return account.status !== 'active' || isShut(session, account) ? sessionOver() : ok({ session, account });
};

export type RenewAccessUseCase = (accountId: string, sessionId: string) => Promise<Result<SessionTokens>>;

/** A newer access token for a session that stays as it is, once its account has joined something; one that is over gets none. */
export const renewAccess =
  (deps: SessionDeps): RenewAccessUseCase =>
  async (accountId, sessionId) => {
    const issuedAt = deps.now();
    const standing = await standingSession(deps, { accountId, sessionId });
    if (!standing.ok) return standing;
    const memberships = await deps.organisations.membershipsOf(accountId);
    const { locale } = standing.value.account;
    const told = toldMemberships(standing.value, { memberships, policy: deps.secondFactorPolicy });
    const accessToken = deps.tokens.user({ accountId, sessionId, memberships: told, locale, issuedAt });
    return ok({ accountId, sessionId, accessToken, expiresIn: ACCESS_SECONDS });
  };
