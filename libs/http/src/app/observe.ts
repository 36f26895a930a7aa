import { currentAmbient } from '@wadah/kit';
import type express from 'express';
import type { Actor } from '../auth/actor.ts';
import { endRequestSpan } from './correlation.ts';
import type { Logger, Metrics } from './ports.ts';

export type Observed = { readonly operation: string; readonly method: string; readonly route: string };

const idOf = (actor: Actor | undefined): string | undefined => (actor === undefined || actor.kind === 'stranger' ? undefined : actor.id);

/** One log line and one measurement for each request, under the route's pattern: a cart's path is a key and never written. */
export const observe =
  (observed: Observed, { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics }): express.RequestHandler =>
  (_request, response, next) => {
    const beganAt = performance.now();
    const correlationId = currentAmbient()?.correlationId;
    response.once('close', () => {
      const seconds = (performance.now() - beganAt) / 1000;
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      metrics.histogram('http_request_seconds', seconds, { ...observed, status });
      endRequestSpan(response, { ...observed, status });
      const actorId = idOf(response.locals['actor'] as Actor | undefined);
      logger.info(
        { ...observed, status, ms: Math.round(seconds * 1000), correlationId, ...(actorId === undefined ? {} : { actorId }) },
        'request',
      );
    });
    next();
  };
