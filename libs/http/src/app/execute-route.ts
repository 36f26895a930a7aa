import type { Now, Result } from '@wadah/kit';
import type express from 'express';
import type { Actor } from '../auth/actor.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { runIdempotent } from '../idempotency/run-idempotent.ts';
import type { CursorCodec } from '../list/cursor-codec.ts';
import type { AnyRequest, Route } from '../route/route.ts';
import type { Attendance } from '../stream/attendance.ts';
import { knownVersionOf, sendStream } from '../stream/send-stream.ts';
import { streamEnding } from '../stream/stream-ending.ts';
import { admit } from './admit.ts';
import { answerOf, refusalAnswer, send, type Answer } from './answer.ts';
import type { Logger } from './ports.ts';
import { bodyReader } from './read-body.ts';
import { readRequest, type ReadRequest } from './read-request.ts';

export type RouteParts = {
  readonly auth: Authenticator;
  readonly idempotency: IdempotencyStore | undefined;
  readonly cursors: CursorCodec | undefined;
  readonly attendance: Attendance;
  readonly logger: Logger;
  readonly now: Now;
};

type Handler = NonNullable<Route['handle']>;
type Streamer = NonNullable<Route['stream']>;

const isOwned = (actor: Actor): actor is Exclude<Actor, { kind: 'stranger' }> => actor.kind !== 'stranger';

const work = async (route: Route, handle: Handler, parts: RouteParts, read: ReadRequest): Promise<Answer> =>
  runIdempotent({ store: parts.idempotency, logger: parts.logger }, route, read, async (id) => {
    const request = { ...read.request, id };
    return answerOf(route, request, await handle(request));
  });

/** A request that waits takes one of its account's places while it does. */
const waitInPlace = async (route: Route, handle: Handler, parts: RouteParts, read: ReadRequest): Promise<Answer> => {
  const { actor, prefer } = read.request;
  if (prefer.waitSeconds === undefined || !isOwned(actor)) return work(route, handle, parts, read);
  const place = parts.attendance.enter('waits', actor.id);
  if (!place.ok) return refusalAnswer(place.rejection, route);
  try {
    return await work(route, handle, parts, read);
  } finally {
    place.value();
  }
};

const streamInPlace = async (
  route: Route,
  stream: Streamer,
  parts: RouteParts,
  exchange: { request: AnyRequest; response: express.Response; gone: AbortController },
) => {
  const { request, response, gone } = exchange;
  const place: Result<() => void> = isOwned(request.actor)
    ? parts.attendance.enter('streams', request.actor.id)
    : { ok: true, value: () => undefined };
  if (!place.ok) return send(request.raw, response, refusalAnswer(place.rejection, route));
  const ending = streamEnding({
    actor: request.actor,
    auth: parts.auth,
    now: parts.now,
    gone: gone.signal,
    closing: parts.attendance.closing,
  });
  try {
    const states = await stream(request);
    if (!states.ok) return send(request.raw, response, refusalAnswer(states.rejection, route));
    const view = (value: unknown) => (route.view === undefined ? value : route.view(value, request));
    await sendStream({ response, states: states.value, view, knownVersion: knownVersionOf(request.raw), ending: ending.reason });
  } finally {
    ending.dispose();
    place.value();
    gone.abort();
  }
};

/** The road of every request: who asks, what it asks, the work, the answer. */
export const executeRoute = (route: Route, parts: RouteParts): express.RequestHandler => {
  const readers = { body: bodyReader(route), cursors: parts.cursors, now: parts.now };
  return async (raw, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const actor = await admit(parts.auth, route, raw, parts.now());
    if (!actor.ok) return send(raw, response, refusalAnswer(actor.rejection, route));
    response.locals['actor'] = actor.value;
    const read = await readRequest(route, readers, { raw, response, actor: actor.value, signal: gone.signal });
    if (!read.ok) return send(raw, response, refusalAnswer(read.rejection, route));
    if (route.stream !== undefined) return streamInPlace(route, route.stream, parts, { request: read.value.request, response, gone });
    if (route.handle === undefined) throw new Error(`${route.operation} has no handler.`);
    return send(raw, response, await waitInPlace(route, route.handle, parts, read.value));
  };
};
