import { ok, type Now, type Rejection, type Result } from '@wadah/kit';
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
import type { StreamState } from '../stream/stream-state.ts';
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

type Exchange = { readonly route: Route; readonly parts: RouteParts; readonly response: express.Response; readonly gone: AbortController };

const placeOf = (kind: 'streams' | 'waits', actor: Actor, { parts }: Exchange): Result<() => void> =>
  actor.kind === 'stranger' ? ok(() => undefined) : parts.attendance.enter(kind, actor.id);

const work = ({ route, parts }: Exchange, read: ReadRequest): Promise<Answer> =>
  runIdempotent({ store: parts.idempotency, logger: parts.logger, route }, read, async (id) => {
    if (route.handle === undefined) throw new Error(`${route.operation} has no handler.`);
    const request = { ...read.request, id };
    return answerOf(route, request, await route.handle(request));
  });

/** A request that waits takes one of its account's places while it does. */
const workInPlace = async (exchange: Exchange, read: ReadRequest): Promise<Answer> => {
  if (read.request.prefer.waitSeconds === undefined) return work(exchange, read);
  const place = placeOf('waits', read.request.actor, exchange);
  if (!place.ok) return refusalAnswer(place.rejection, exchange.route);
  try {
    return await work(exchange, read);
  } finally {
    place.value();
  }
};

const streamStates = async (exchange: Exchange, request: AnyRequest, states: AsyncIterable<StreamState<unknown>>): Promise<void> => {
  const { route, parts, response, gone } = exchange;
  const { auth, now, attendance } = parts;
  const ending = streamEnding({ actor: request.actor, auth, now, gone: gone.signal, closing: attendance.closing });
  const view = (value: unknown) => (route.view === undefined ? value : route.view(value, request));
  try {
    await sendStream({ response, states, view, knownVersion: knownVersionOf(request.raw), ending: ending.reason });
  } finally {
    ending.dispose();
  }
};

const streamInPlace = async (stream: NonNullable<Route['stream']>, exchange: Exchange, request: AnyRequest): Promise<void> => {
  const refuse = (rejection: Rejection) => send(request.raw, exchange.response, refusalAnswer(rejection, exchange.route));
  const place = placeOf('streams', request.actor, exchange);
  if (!place.ok) return refuse(place.rejection);
  try {
    const states = await stream(request);
    if (!states.ok) return refuse(states.rejection);
    await streamStates(exchange, request, states.value);
  } finally {
    place.value();
    exchange.gone.abort();
  }
};

/** The road of every request: who asks, what it asks, the work, the answer. */
export const executeRoute = (route: Route, parts: RouteParts): express.RequestHandler => {
  const readers = { body: bodyReader(route), cursors: parts.cursors, now: parts.now };
  return async (raw, response) => {
    const exchange: Exchange = { route, parts, response, gone: new AbortController() };
    // Only where there is something left to end: an abort costs a stack trace.
    response.once('close', () => response.writableFinished || exchange.gone.abort());
    const actor = await admit(raw, { auth: parts.auth, route, now: parts.now() });
    if (!actor.ok) return send(raw, response, refusalAnswer(actor.rejection, route));
    response.locals['actor'] = actor.value;
    const read = await readRequest(route, readers, { raw, response, actor: actor.value, signal: exchange.gone.signal });
    if (!read.ok) return send(raw, response, refusalAnswer(read.rejection, route));
    if (route.stream !== undefined) return streamInPlace(route.stream, exchange, read.value.request);
    return send(raw, response, await workInPlace(exchange, read.value));
  };
};
