import type { Now } from '@wadah/kit';
import type { Actor } from '../auth/actor.ts';
import type { Authenticator } from '../auth/authenticator.ts';

export type EndReason = 'token_expired' | 'session_closed' | 'shutting_down' | 'client_gone' | 'complete' | 'error';

type Watched = {
  readonly actor: Actor;
  readonly auth: Authenticator;
  readonly now: Now;
  readonly gone: AbortSignal;
  readonly closing: AbortSignal;
};

const SESSION_CHECK_MS = 500;

/** The longest wait a timer takes; a token lives minutes. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** Resolves with the first reason to end a stream; `dispose` stops looking for one. */
export const streamEnding = ({ actor, auth, now, gone, closing }: Watched): { readonly reason: Promise<EndReason>; dispose(): void } => {
  const found = Promise.withResolvers<EndReason>();
  const timers: NodeJS.Timeout[] = [];
  if (actor.kind !== 'stranger') {
    const leftMs = Math.min(Math.max(actor.expiresAt.getTime() - now().getTime(), 0), TIMER_MAX_MS);
    timers.push(setTimeout(() => found.resolve('token_expired'), leftMs));
    const check = (): void => {
      if (actor.expiresAt <= now()) return found.resolve('token_expired');
      auth.standing(actor).then(
        (standing) => standing === 'revoked' && found.resolve('session_closed'),
        () => undefined,
      );
    };
    timers.push(setInterval(check, SESSION_CHECK_MS));
  }
  const onGone = (): void => found.resolve('client_gone');
  const onClosing = (): void => found.resolve('shutting_down');
  gone.addEventListener('abort', onGone);
  closing.addEventListener('abort', onClosing);
  if (gone.aborted) onGone();
  if (closing.aborted) onClosing();
  const dispose = (): void => {
    timers.forEach((timer) => clearTimeout(timer));
    gone.removeEventListener('abort', onGone);
    closing.removeEventListener('abort', onClosing);
  };
  return { reason: found.promise, dispose };
};
