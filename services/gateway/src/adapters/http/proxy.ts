import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sendProblem, type Logger } from '@wadah/http';
import { currentAmbient, inSpan } from '@wadah/kit';
import type express from 'express';
import type { Dispatcher } from 'undici';
import { untilStop } from './event-stream.ts';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';
import type { Upstream } from './upstream.ts';

export type Exchange = {
  readonly request: express.Request;
  readonly response: express.Response;
  readonly target: string;
  /** Aborted when the gateway stops; ends event streams, which would never end by themselves. */
  readonly closing?: AbortSignal;
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const satisfies readonly Dispatcher.HttpMethod[];

type ProxiedMethod = (typeof METHODS)[number];

export const proxiedMethodOf = (method: string): ProxiedMethod | undefined => METHODS.find((known) => known === method);

const hasBody = ({ method, headers }: express.Request): boolean =>
  method !== 'GET' && method !== 'HEAD' && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

const forwarded = ({ request, target }: Exchange, method: ProxiedMethod, signal: AbortSignal) => {
  const withBody = hasBody(request);
  const ambient = currentAmbient();
  const client = {
    address: request.ip ?? '',
    protocol: request.protocol,
    host: request.headers.host ?? '',
    correlationId: ambient?.correlationId ?? '',
    traceparent: ambient?.traceparent,
  };
  const headers = requestHeaders(request.headers, client, { hasBody: withBody });
  return { method, path: target, headers, body: withBody ? request : null, signal };
};

/** Copies the answer as it comes; a client that leaves ends the upstream's work, an upstream that breaks off cuts the client's answer short. */
export const copyAnswer = async (
  answer: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'> & { readonly body: Readable },
  { response, closing }: Pick<Exchange, 'response' | 'closing'>,
): Promise<void> => {
  response.statusCode = answer.statusCode;
  const headers = responseHeaders(answer.headers);
  for (const [name, value] of Object.entries(headers)) {
    // What the gateway itself varies by (the origin) stands there already, and a cache must hear of both.
    if (name === 'vary') response.vary([value].flat().join(', '));
    else response.setHeader(name, value);
  }
  // The client of an event stream waits for its head, and the first event may be long in coming.
  const isEventStream = headers['content-type']?.toString().startsWith('text/event-stream') === true;
  if (isEventStream) response.flushHeaders();
  // Log, compression and pipeline each listen to one answer; more than ten is no leak here.
  response.setMaxListeners(20);
  await (isEventStream && closing !== undefined ? pipeline(answer.body, untilStop(closing), response) : pipeline(answer.body, response));
};

/** A clear 503 where nothing was said yet; an answer that broke off breaks off for the client too. */
export const sayOutage = (
  error: unknown,
  { request, response }: Exchange,
  { upstream, logger }: { readonly upstream: Upstream; readonly logger: Logger },
): void => {
  logger.warn({ err: error, upstream: upstream.name, correlationId: currentAmbient()?.correlationId }, 'An upstream did not answer');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendProblem(request, response, {
    kind: 'unavailable',
    code: 'upstream-unavailable',
    detail: `The part behind this path (${upstream.name}) does not answer at the moment. Others do.`,
    extra: { service: upstream.name, retryAfterSeconds: upstream.retryAfterSeconds },
  });
};

/** Streams one exchange through, in both directions. Nothing is kept in memory beyond what the sockets hold. */
export const proxy = async (upstream: Upstream, exchange: Exchange, logger: Logger): Promise<void> => {
  const { request, response, closing } = exchange;
  const method = proxiedMethodOf(request.method);
  if (method === undefined) {
    return sendProblem(request, response, {
      kind: 'invalid',
      code: 'method-not-allowed',
      detail: 'No path takes this method.',
      extra: { allow: METHODS.join(', ') },
    });
  }
  const gone = new AbortController();
  // Only where there is something left to end: an abort costs a stack trace.
  response.once('close', () => (response.writableFinished && closing?.aborted !== true) || gone.abort());
  try {
    const ask = () => upstream.ask(forwarded(exchange, method, gone.signal));
    await copyAnswer(await inSpan({ name: `${upstream.name} ${method}`, kind: 'client' }, ask), exchange);
  } catch (error) {
    if (!gone.signal.aborted) sayOutage(error, exchange, { upstream, logger });
  }
};
