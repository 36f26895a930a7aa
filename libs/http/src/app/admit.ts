import { ok, reject, rejectWith, secondsAfter, type Result } from '@wadah/kit';
import type express from 'express';
import { hasRole, type Actor } from '../auth/actor.ts';
import type { Authenticator, IdentifiedActor } from '../auth/authenticator.ts';
import type { Auth, Route } from '../route/route.ts';

const CONFIRMED_SECONDS = 300;

/** The bearer token of a request; other schemes and tokens in a URL or cookie don't count. */
export const bearerOf = (request: Pick<express.Request, 'headers'>): string | undefined =>
  /^bearer +([\w.~+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];

const unauthenticated = (): Result<never> =>
  reject('unauthenticated', 'unauthenticated', 'This needs an access token in the Authorization header.');

const scopeMissing = (scope: string): Result<never> =>
  rejectWith({ kind: 'forbidden', code: 'scope-missing', detail: `This needs the scope ${scope}.`, extra: { scope } });

const admitClient = (auth: Auth, actor: IdentifiedActor & { kind: 'client' }): Result<Actor> => {
  if (typeof auth === 'string' || !('scope' in auth)) return reject('forbidden', 'scope-missing', 'No scope opens this to a client.');
  return actor.scopes.includes(auth.scope) ? ok(actor) : scopeMissing(auth.scope);
};

const admitUser = (auth: Auth, actor: IdentifiedActor & { kind: 'user' }): Result<Actor> => {
  if (typeof auth === 'string') return ok(actor);
  if ('role' in auth && hasRole(actor, ...auth.role)) return ok(actor);
  if ('scope' in auth && auth.or === 'signed_in') return ok(actor);
  return reject('forbidden', 'forbidden', 'Your role does not allow this.');
};

const admitted = (auth: Auth, actor: IdentifiedActor): Result<Actor> => {
  if (actor.kind === 'client') return admitClient(auth, actor);
  if (actor.kind === 'user') return admitUser(auth, actor);
  if (typeof auth === 'string' || !('internal' in auth)) return unauthenticated();
  return actor.scope.split(' ').includes(auth.internal) ? ok(actor) : scopeMissing(auth.internal);
};

/** Whether the password was given again within the last 5 minutes; for routes that ask it of some bodies only. */
export const isConfirmed = (actor: Actor, now: Date): boolean =>
  actor.kind === 'user' && actor.confirmedAt !== undefined && secondsAfter(actor.confirmedAt, CONFIRMED_SECONDS) >= now;

type Asked = { readonly auth: Authenticator; readonly route: Route; readonly now: Date };

/** Who asks, if this route is for them. An `open` route reads no token at all, so its answer can't depend on one. */
export const admit = async (request: express.Request, { auth, route, now }: Asked): Promise<Result<Actor>> => {
  if (route.auth === 'open') return ok({ kind: 'stranger' });
  const token = bearerOf(request);
  if (token === undefined) {
    return route.auth === 'optional' && request.headers.authorization === undefined ? ok({ kind: 'stranger' }) : unauthenticated();
  }
  const identified = await auth.identify(token, { strict: route.confirmation === 'required' });
  if (!identified.ok) return identified;
  const actor = admitted(route.auth, identified.value);
  if (actor.ok && route.confirmation === 'required' && !isConfirmed(actor.value, now)) {
    return reject('forbidden', 'confirmation-required', 'This needs a session confirmed within the last 5 minutes.');
  }
  return actor;
};
