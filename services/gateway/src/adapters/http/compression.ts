import compression from 'compression';
import type express from 'express';

const THRESHOLD_BYTES = 1_024;

/** A stream of events is read as it comes, so nothing may hold it back; what is compressed already is left alone by the middleware itself. */
export const compressionOf = (): express.RequestHandler =>
  compression({
    threshold: THRESHOLD_BYTES,
    level: 4,
    filter: (request, response) => {
      const type = response.getHeader('content-type');
      return typeof type === 'string' && type.startsWith('text/event-stream') ? false : compression.filter(request, response);
    },
  });
