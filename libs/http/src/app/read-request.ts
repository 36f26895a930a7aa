import { ok, type Now, type Result } from '@wadah/kit';
import type express from 'express';
import { z } from 'zod';
import type { Actor } from '../auth/actor.ts';
import type { CursorCodec, CursorPosition, CursorScope } from '../list/cursor-codec.ts';
import { faultsOf } from '../problem/faults-of.ts';
import { invalidInput, type Fault } from '../problem/problem.ts';
import type { AnyRequest, Locale, Route } from '../route/route.ts';
import type { BodyReader } from './read-body.ts';
import { idempotencyKeyOf, ifMatchOf, localeOf, preferOf } from './read-headers.ts';

export type Readers = { readonly body: BodyReader; readonly cursors: CursorCodec | undefined; readonly now: Now };

type Parts = Pick<AnyRequest, 'params' | 'query' | 'body' | 'headers'>;

/** A request, and its input as the client sent it: idempotency keys compare what came, not what the schema made of it. */
export type ReadRequest = { readonly request: AnyRequest; readonly content: unknown };

const callerOf = (actor: Actor): string => (actor.kind === 'stranger' ? '' : `${actor.kind}:${actor.id}`);

const namedHeaders = (route: Route, request: express.Request): unknown =>
  route.headers instanceof z.ZodObject
    ? Object.fromEntries(
        Object.keys(route.headers.shape).flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])),
      )
    : {};

const parseParts = (route: Route, input: Parts, locale: Locale): Result<Parts> => {
  const faults: Fault[] = [];
  const parse = (name: 'params' | 'query' | 'body' | 'headers'): unknown => {
    const schema = route[name];
    if (schema === undefined) return {};
    const parsed = schema.safeParse(input[name]);
    if (parsed.success) return parsed.data;
    faults.push(...faultsOf(parsed.error, { root: name, locale }));
    return undefined;
  };
  const parts = { params: parse('params'), query: parse('query'), body: parse('body'), headers: parse('headers') };
  return faults.length === 0 ? ok(parts) : invalidInput(faults);
};

const scopeOf = (route: Route, input: Parts, actor: Actor): CursorScope => {
  const { cursor: _cursor, limit: _limit, ...filters } = input.query as Record<string, unknown>;
  return { operation: route.operation, filters: { ...filters, params: input.params }, caller: callerOf(actor) };
};

const positionOf = (codec: CursorCodec | undefined, scope: CursorScope, query: unknown): Result<CursorPosition | undefined> => {
  const cursor = typeof query === 'object' && query !== null && 'cursor' in query ? query.cursor : undefined;
  if (typeof cursor !== 'string') return ok(undefined);
  if (codec === undefined) throw new Error(`${scope.operation} takes a cursor, and createApp was given no codec.`);
  return codec.decode(scope, cursor);
};

const cursorWriter = (codec: CursorCodec | undefined, scope: CursorScope) => (position: CursorPosition) => {
  if (codec === undefined) throw new Error(`${scope.operation} writes a cursor, and createApp was given no codec.`);
  return codec.encode(scope, position);
};

/** Everything of a request that can be read before the work begins, checked. */
export const readRequest = async (
  route: Route,
  readers: Readers,
  {
    raw,
    response,
    actor,
    signal,
  }: { readonly raw: express.Request; readonly response: express.Response; readonly actor: Actor; readonly signal: AbortSignal },
): Promise<Result<ReadRequest>> => {
  const key = idempotencyKeyOf(route, raw);
  if (!key.ok) return key;
  const ifMatch = ifMatchOf(route, raw);
  if (!ifMatch.ok) return ifMatch;
  const body = await readers.body(raw, response);
  if (!body.ok) return body;
  const input: Parts = { params: { ...raw.params }, query: { ...raw.query }, body: body.value, headers: namedHeaders(route, raw) };
  const locale = localeOf(raw, actor);
  const parts = parseParts(route, input, locale);
  if (!parts.ok) return parts;
  const scope = scopeOf(route, input, actor);
  const position = positionOf(readers.cursors, scope, parts.value.query);
  if (!position.ok) return position;
  const request: AnyRequest = {
    ...parts.value,
    actor,
    id: '',
    prefer: preferOf(raw),
    locale,
    now: readers.now(),
    cursorAt: cursorWriter(readers.cursors, scope),
    signal,
    raw,
    ...(key.value === undefined ? {} : { idempotencyKey: key.value }),
    ...(ifMatch.value === undefined ? {} : { ifMatch: ifMatch.value }),
    ...(position.value === undefined ? {} : { position: position.value }),
  };
  return ok({ request, content: { params: input.params, query: input.query, body: input.body } });
};
