import { runWithAmbient, uuidv7 } from '@wadah/kit';
import type express from 'express';

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;
const CORRELATION_ID = /^[\w.:-]{1,64}$/;

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

const correlationIdOf = (request: express.Request, traceId: string | undefined): string => {
  const given = single(request.headers['x-correlation-id']);
  return given !== undefined && CORRELATION_ID.test(given) ? given : (traceId ?? uuidv7());
};

/** Gives each request the id under which logs, events and calls of other services name it (W3C Trace Context for `traceparent`). */
export const correlation: express.RequestHandler = (request, response, next) => {
  const given = single(request.headers['traceparent']);
  const traceId = given === undefined ? undefined : TRACEPARENT.exec(given)?.[1];
  const correlationId = correlationIdOf(request, traceId);
  response.setHeader('x-correlation-id', correlationId);
  runWithAmbient({ correlationId, ...(traceId === undefined || given === undefined ? {} : { traceparent: given }) }, next);
};
