import { reject, type Result } from '@wadah/kit';
import { generationOf, type Account } from './account.ts';
import type { OpenSession } from './session.ts';

/** A session from before its account's latest closing is worth nothing, whether that closing has reached it or not, unless it was kept. */
export const isShut = (session: OpenSession, account: Account): boolean =>
  account.status !== 'active' ||
  ((session.generation ?? 0) < generationOf(account) && account.closing?.keptSessionId !== session.sessionId);

export const sessionOver = (): Result<never> => reject('unauthenticated', 'sign-in-required', 'This session is over; sign in again.');
