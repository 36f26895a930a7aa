import { currentAmbient, type Rejection } from '@wadah/kit';
import type express from 'express';
import { isUpstreamOutage } from '../problem/outage.ts';
import { INTERNAL_ERROR, UNAVAILABLE } from '../problem/problem.ts';
import { refusalAnswer, send } from './answer.ts';
import type { Logger } from './ports.ts';

const MALFORMED_URL: Rejection = { kind: 'invalid', code: 'malformed-url', detail: 'The path can’t be decoded.' };

const rejectionOf = (error: unknown, isOutage: (error: unknown) => boolean): Rejection => {
  if (error instanceof URIError) return MALFORMED_URL;
  return isUpstreamOutage(error) || isOutage(error) ? UNAVAILABLE : INTERNAL_ERROR;
};

type Failed = { readonly request: express.Request; readonly response: express.Response; readonly error: unknown };

/** The one place where what was thrown becomes an answer: it shows nothing of the error and logs all of it. */
export const errorHandler =
  ({ logger, isOutage }: { readonly logger: Logger; readonly isOutage: (error: unknown) => boolean }) =>
  ({ request, response, error }: Failed): void => {
    const rejection = rejectionOf(error, isOutage);
    if (rejection !== MALFORMED_URL) {
      logger.error({ err: error, code: rejection.code, correlationId: currentAmbient()?.correlationId }, 'A request failed.');
    }
    // A stream that has begun can't become a problem any more; cutting it off tells the client that it is not whole.
    if (response.headersSent) response.destroy();
    else send(request, response, refusalAnswer(rejection));
  };
