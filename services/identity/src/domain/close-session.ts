import { ok, reject, type Result } from '@wadah/kit';
import type { Session, SessionEnd, SessionEvent } from './session.ts';

export type CloseSession = { readonly accountId: string; readonly reason: SessionEnd; readonly at: Date };

export const decideCloseSession = (session: Session, { accountId, reason, at }: CloseSession): Result<readonly SessionEvent[]> => {
  if (session.status === 'absent' || session.accountId !== accountId) return reject('not_found', 'session-not-found', 'No such session.');
  if (session.status === 'closed') return ok([]);
  return ok([{ type: 'SessionClosed', sessionId: session.sessionId, accountId, reason, at }]);
};
