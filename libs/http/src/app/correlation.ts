import { runWithAmbient, startSpan, traceIdOf, uuidv7, type Span } from '@wadah/kit';
import type express from 'express';

const CORRELATION_ID = /^[\w.:-]{1,64}$/;

const SPAN = 'span';

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

const correlationIdOf = (request: express.Request, traceId: string | undefined): string => {
  const given = single(request.headers['x-correlation-id']);
  return given !== undefined && CORRELATION_ID.test(given) ? given : (traceId ?? uuidv7());
};

/** Gives each request the id under which logs, events and calls of other services name it (W3C Trace Context for `traceparent`). */
export const correlation: express.RequestHandler = (request, response, next) => {
  const given = single(request.headers['traceparent']);
  const parent = traceIdOf(given) === undefined ? undefined : given;
  const span = startSpan({ name: request.method, kind: 'server', traceparent: parent });
  response.locals[SPAN] = span;
  const traceparent = span?.traceparent ?? parent;
  const correlationId = correlationIdOf(request, traceIdOf(traceparent));
  response.setHeader('x-correlation-id', correlationId);
  runWithAmbient({ correlationId, ...(traceparent === undefined ? {} : { traceparent }) }, next);
};

/** Ends the span of a request under the route's pattern, once both are known. */
export const endRequestSpan = (
  response: express.Response,
  { method, route, status }: { readonly method: string; readonly route: string; readonly status: string },
): void => {
  const span = response.locals[SPAN] as Span | undefined;
  span?.end({
    name: `${method.toUpperCase()} ${route}`,
    attributes: { 'http.request.method': method.toUpperCase(), 'http.route': route, 'http.response.status_code': status },
    ...(status.startsWith('5') ? { error: `Status ${status}` } : {}),
  });
};
