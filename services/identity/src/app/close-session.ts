import { mapResult, type Now, type Result } from '@wadah/kit';
import { decideCloseSession } from '../domain/close-session.ts';
import type { Sessions } from './ports.ts';

export type CloseSessionUseCase = (accountId: string, sessionId: string) => Promise<Result<void>>;

export const closeSession =
  (sessions: Sessions, now: Now): CloseSessionUseCase =>
  async (accountId, sessionId) =>
    mapResult(
      await sessions.update(sessionId, (session) => decideCloseSession(session, { accountId, reason: 'signed_out', at: now() })),
      () => undefined,
    );
