import { endRequestSpan, type Actor, type Logger, type Metrics } from '@wadah/http';
import { currentAmbient } from '@wadah/kit';
import type express from 'express';
import type { Row } from '../../domain/routing-table.ts';

const OWN_PATHS = new Set(['/docs', '/openapi.json']);

/** The row's path, never the request's: a cart's path is a key. */
const routeOf = (request: express.Request, row: Row | undefined): string =>
  row?.path ?? (OWN_PATHS.has(request.path) ? request.path : 'none');

const actorIdOf = (actor: Actor | undefined): string | undefined =>
  actor === undefined || actor.kind === 'stranger' ? undefined : actor.id;

const isQuiet = (response: express.Response, status: string): boolean =>
  response.locals['fromCache'] === true && (status === '200' || status === '304');

/** One measurement for each request, and one log line unless a kept page answered it: those are counted, and their lines would cost more than they. */
export const observed =
  ({ logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics }): express.RequestHandler =>
  (request, response, next) => {
    const beganAt = performance.now();
    const correlationId = currentAmbient()?.correlationId;
    response.once('close', () => {
      const seconds = (performance.now() - beganAt) / 1000;
      const row = response.locals['row'] as Row | undefined;
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      const labels = { route: routeOf(request, row), method: request.method, upstream: row?.upstream ?? 'none', status };
      metrics.histogram('http_request_seconds', seconds, labels);
      endRequestSpan(response, labels);
      if (isQuiet(response, status)) return;
      const actorId = actorIdOf(response.locals['actor'] as Actor | undefined);
      logger.info({ ...labels, ms: Math.round(seconds * 1000), correlationId, ...(actorId === undefined ? {} : { actorId }) }, 'request');
    });
    next();
  };
