import { assertNever } from '@wadah/kit';

export type SessionEnd =
  'signed_out' | 'refresh_reused' | 'password_changed' | 'account_blocked' | 'mail_changed' | 'second_factor_removed';

export type OpenSession = {
  readonly status: 'open';
  readonly sessionId: string;
  readonly accountId: string;
  /** Of the refresh token that comes next. */
  readonly currentHash: string;
  /** Of the one used last, which may come again for a short while: its answer may have been lost. */
  readonly previous?: { readonly hash: string; readonly usedAt: Date };
  readonly openedAt: Date;
  /** Of its account when it was opened; absent is 0. */
  readonly generation?: number;
  /** Given when it was opened. Without it, its tokens leave out the roles that need one, for as long as it lives. */
  readonly secondFactor?: boolean;
  readonly usedAt: Date;
  readonly idleUntil: Date;
  readonly endsAt: Date;
};

export type Session =
  { readonly status: 'absent' } | OpenSession | { readonly status: 'closed'; readonly sessionId: string; readonly accountId: string };

export type SessionEvent =
  | {
      readonly type: 'SessionOpened';
      readonly sessionId: string;
      readonly accountId: string;
      readonly hash: string;
      readonly generation: number;
      readonly secondFactor: boolean;
      readonly idleUntil: Date;
      readonly endsAt: Date;
      readonly at: Date;
    }
  | {
      readonly type: 'SessionRefreshed';
      readonly presentedHash: string;
      readonly hash: string;
      readonly idleUntil: Date;
      readonly at: Date;
    }
  | {
      readonly type: 'SessionClosed';
      readonly sessionId: string;
      readonly accountId: string;
      readonly reason: SessionEnd;
      readonly at: Date;
    };

export const IDLE_SECONDS = 30 * 86_400;
export const STAFF_IDLE_SECONDS = 12 * 3600;
export const SESSION_SECONDS = 90 * 86_400;
export const REUSE_GRACE_SECONDS = 30;

export const isOver = ({ idleUntil, endsAt }: OpenSession, at: Date): boolean => at >= idleUntil || at >= endsAt;

export const noSession: Session = { status: 'absent' };

const opened = (event: SessionEvent & { type: 'SessionOpened' }): Session => ({
  status: 'open',
  sessionId: event.sessionId,
  accountId: event.accountId,
  currentHash: event.hash,
  openedAt: event.at,
  generation: event.generation,
  secondFactor: event.secondFactor,
  usedAt: event.at,
  idleUntil: event.idleUntil,
  endsAt: event.endsAt,
});

const refreshed = (session: Session, event: SessionEvent & { type: 'SessionRefreshed' }): Session => {
  if (session.status !== 'open') return session;
  const { presentedHash, hash, idleUntil, at } = event;
  // A repeat keeps the time of the first use, so the grace never grows.
  const previous = session.previous?.hash === presentedHash ? session.previous : { hash: presentedHash, usedAt: at };
  return { ...session, currentHash: hash, previous, usedAt: at, idleUntil };
};

export const evolveSession = (session: Session, event: SessionEvent): Session => {
  switch (event.type) {
    case 'SessionOpened':
      return opened(event);
    case 'SessionRefreshed':
      return refreshed(session, event);
    case 'SessionClosed':
      return { status: 'closed', sessionId: event.sessionId, accountId: event.accountId };
    default:
      return assertNever(event);
  }
};
