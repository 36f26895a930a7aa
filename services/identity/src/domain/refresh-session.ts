import { ok, reject, secondsAfter, type Result } from '@wadah/kit';
import { isOver, REUSE_GRACE_SECONDS, type OpenSession, type Session, type SessionEvent } from './session.ts';

export type RefreshSession = {
  /** Of a token that this service made for this session, whichever of its family. */
  readonly presentedHash: string;
  readonly hash: string;
  readonly idleSeconds: number;
  /** Since its opening; shorter once its account has a role of staff. */
  readonly lifeSeconds: number;
  readonly at: Date;
};

export const refreshInvalid = (): Result<never> =>
  reject('unauthenticated', 'refresh-token-invalid', 'This refresh token is not good any more; sign in again.');

/** The last used one, while nobody has used its successor: the current token is that successor. */
const mayComeAgain = ({ previous }: OpenSession, presentedHash: string, at: Date): boolean =>
  previous?.hash === presentedHash && at <= secondsAfter(previous.usedAt, REUSE_GRACE_SECONDS);

/** A token of the family that is neither the current nor a repeated last one was stolen or leaked: the whole family ends. */
export const decideRefreshSession = (session: Session, command: RefreshSession): Result<readonly SessionEvent[]> => {
  const { presentedHash, hash, idleSeconds, lifeSeconds, at } = command;
  if (session.status !== 'open' || isOver(session, at) || at >= secondsAfter(session.openedAt, lifeSeconds)) return refreshInvalid();
  if (presentedHash !== session.currentHash && !mayComeAgain(session, presentedHash, at)) {
    const { sessionId, accountId } = session;
    return ok([{ type: 'SessionClosed', sessionId, accountId, reason: 'refresh_reused', at }]);
  }
  return ok([{ type: 'SessionRefreshed', presentedHash, hash, idleUntil: secondsAfter(at, idleSeconds), at }]);
};
