import { ok, reject, type Result } from '@wadah/kit';
import type express from 'express';
import type { Actor } from '../auth/actor.ts';
import type { Locale, Route } from '../route/route.ts';

const WAIT_SECONDS_MAX = 10;
const KEY_PATTERN = /^[\x21-\x7e]{8,64}$/;

const isWrite = (route: Route): boolean => route.method !== 'get';

/** RFC 7240: `Prefer: wait=5`, at most 10 s. */
export const preferOf = (request: express.Request): { readonly waitSeconds?: number } => {
  const wait = /(?:^|[,;\s])wait=(\d{1,6})(?:$|[,;\s])/.exec(request.headers['prefer']?.toString() ?? '')?.[1];
  return wait === undefined ? {} : { waitSeconds: Math.min(Number(wait), WAIT_SECONDS_MAX) };
};

/** The account's language; without one Indonesian, unless the client likes English better. */
export const localeOf = (request: express.Request, actor?: Actor): Locale => {
  if (actor?.kind === 'user' && actor.locale !== undefined) return actor.locale;
  return request.acceptsLanguages('id', 'en') === 'en' ? 'en' : 'id';
};

export const idempotencyKeyOf = (route: Route, request: express.Request): Result<string | undefined> => {
  const key = request.headers['idempotency-key']?.toString();
  if (!isWrite(route) || route.idempotency === 'none') return ok(undefined);
  if (key === undefined) {
    return route.idempotency === 'required'
      ? reject('invalid', 'idempotency-key-required', 'This needs the header Idempotency-Key, 8 to 64 characters.')
      : ok(undefined);
  }
  return KEY_PATTERN.test(key)
    ? ok(key)
    : reject('invalid', 'idempotency-key-invalid', 'Idempotency-Key has 8 to 64 printable characters.');
};

/** The version that If-Match names. A tag we never gave out can't match, and a weak one never does (RFC 9110 §13.1.1). */
export const ifMatchOf = (route: Route, request: express.Request): Result<number | undefined> => {
  const header = request.headers['if-match'];
  if (route.ifMatch === undefined) return ok(undefined);
  // `*` names no version, so it can't prove that the caller has read this one.
  if (header === undefined || header.trim() === '*') {
    return route.ifMatch === 'required'
      ? reject('precondition_required', 'precondition-required', 'This needs If-Match with the ETag of what you have read.')
      : ok(undefined);
  }
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  return version === undefined
    ? reject('precondition_failed', 'precondition-failed', 'It has changed since you read it; read it again.')
    : ok(Number(version));
};
