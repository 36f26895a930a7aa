import { ok, reject, secondsAfter, type Result } from '@wadah/kit';
import { SESSION_SECONDS, type Session, type SessionEvent } from './session.ts';

export type OpenSession = {
  readonly sessionId: string;
  readonly accountId: string;
  readonly hash: string;
  readonly generation: number;
  readonly secondFactor: boolean;
  readonly idleSeconds: number;
  readonly at: Date;
};

/** The first session of a registration has the registration's id, so what proved it opens one session and no second. */
export const decideOpenSession = (session: Session, { idleSeconds, ...command }: OpenSession): Result<readonly SessionEvent[]> => {
  if (session.status !== 'absent') return reject('conflict', 'session-exists', 'This session was opened before.');
  const endsAt = secondsAfter(command.at, SESSION_SECONDS);
  return ok([{ type: 'SessionOpened', ...command, idleUntil: secondsAfter(command.at, idleSeconds), endsAt }]);
};
