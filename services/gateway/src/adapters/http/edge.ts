import { compressionOf } from './compression.ts';
import {
  correlation,
  problemTexts,
  sendProblem,
  useProblemTexts,
  type Actor,
  type Authenticator,
  type Logger,
  type Metrics,
} from '@wadah/http';
import type { Now, Rejection, Result } from '@wadah/kit';
import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import { readPath, type RequestPath } from '../../domain/request-path.ts';
import { rowOf, type Row, type UpstreamName } from '../../domain/routing-table.ts';
import { answerPublic, isPublicRead } from './answer-public.ts';
import type { PageCache } from '../cache/page-cache.ts';
import { identify } from './identify.ts';
import { limited, type Limits } from './limits.ts';
import { observed } from './observed.ts';
import { proxy } from './proxy.ts';
import type { Upstream } from './upstream.ts';
import en from '../../../problems.json' with { type: 'json' };
import id from '../../../problems.id.json' with { type: 'json' };

export type EdgeOptions = {
  readonly auth: Authenticator;
  readonly limits: Limits;
  readonly upstreams: Readonly<Record<UpstreamName, Upstream>>;
  readonly pages: PageCache;
  /** Aborted when the gateway stops. */
  readonly closing: AbortSignal;
  readonly docs: express.Router;
  readonly corsOrigins: readonly string[];
  readonly trustProxyHops: number;
  readonly bodyBytesMax: number;
  readonly now: Now;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const NOT_FOUND: Rejection = { kind: 'not_found', code: 'not-found', detail: 'There is nothing at this path.' };
const TOO_LARGE: Rejection = { kind: 'too_large', code: 'body-too-large', detail: 'The body is larger than any path takes.' };
const BROKEN: Rejection = {
  kind: 'unavailable',
  code: 'internal-error',
  detail: 'Something went wrong on our side. The response header x-correlation-id names it in our logs.',
};

type Passed = { readonly request: express.Request; readonly response: express.Response; readonly row: Row; readonly path: RequestPath };

/** What the gateway itself has to say about a request before it is forwarded: nothing, or a refusal. */
const refusalOf = async (options: EdgeOptions, { request, response, row, path }: Passed): Promise<Rejection | undefined> => {
  const identified = await identify(options.auth, request, row.path);
  const actor: Actor = identified.ok ? identified.value : { kind: 'stranger' };
  response.locals['actor'] = actor;
  // Counted before a bad token is refused, or guessing tokens would cost nothing.
  const counted = limited(options.limits, { limit: row.limit ?? 'default', actor, request, response, provider: path.segments[3] ?? '' });
  if (!counted.ok) return counted.rejection;
  if (!identified.ok) return identified.rejection;
  return Number(request.headers['content-length'] ?? 0) > options.bodyBytesMax ? TOO_LARGE : undefined;
};

/** What belongs to no service is counted too: our own pages, and nothing at all, or looking for doors would cost nothing. */
const countStranger = ({ limits }: EdgeOptions, request: express.Request, response: express.Response): Result<void> =>
  limited(limits, { limit: 'default', actor: { kind: 'stranger' }, request, response, provider: '' });

const forward =
  (options: EdgeOptions & { readonly compress: express.RequestHandler }): express.RequestHandler =>
  async (request, response) => {
    const path = readPath(request.originalUrl);
    const row = path.ok ? rowOf(request.method, path.value.segments) : undefined;
    if (!path.ok || row === undefined) {
      const counted = countStranger(options, request, response);
      return sendProblem(request, response, !counted.ok ? counted.rejection : path.ok ? NOT_FOUND : path.rejection);
    }
    response.locals['row'] = row;
    const refusal = await refusalOf(options, { request, response, row, path: path.value });
    if (refusal !== undefined) return sendProblem(request, response, refusal);
    const { target, segments } = path.value;
    const upstream = options.upstreams[row.upstream];
    if (row.cache !== undefined && isPublicRead(request)) {
      return answerPublic({ request, response, target, upstream, page: row.cache, subjectId: segments[2] }, options);
    }
    options.compress(request, response, () => undefined);
    return proxy(upstream, { request, response, target, closing: options.closing }, options.logger);
  };

const OWN_PAGES = /^\/(docs(\/.*)?|openapi\.json)$/;

const ownPages =
  (options: EdgeOptions & { readonly compress: express.RequestHandler }) =>
  (request: express.Request, response: express.Response, fail: (error: unknown) => void): void => {
    const counted = countStranger(options, request, response);
    if (!counted.ok) return sendProblem(request, response, counted.rejection);
    options.compress(request, response, () => undefined);
    options.docs(request, response, (error?: unknown) => (error === undefined ? sendProblem(request, response, NOT_FOUND) : fail(error)));
  };

const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginResourcePolicy: { policy: 'same-site' },
});

const EXPOSED = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Correlation-Id',
  'Idempotency-Replayed',
  'Preference-Applied',
  'Age',
  'Cache-Status',
];

/** Express in front: what goes for every request, then the gateway's own pages, then the proxy. */
export const edge = (options: EdgeOptions): express.Express => {
  const { corsOrigins, logger, trustProxyHops } = options;
  const app = express();
  app.disable('x-powered-by').disable('etag').set('trust proxy', trustProxyHops);
  useProblemTexts(app, problemTexts([{ en, id }]));
  app.use(correlation, observed(options), securityHeaders);
  if (corsOrigins.length > 0) app.use(cors({ origin: [...corsOrigins], exposedHeaders: EXPOSED, maxAge: 600 }));
  const compress = compressionOf();
  const last = forward({ ...options, compress });
  const own = ownPages({ ...options, compress });
  app.use((request, response) => {
    const fail = (error: unknown): void => {
      logger.error({ err: error }, 'The gateway failed');
      if (response.headersSent) response.destroy();
      else sendProblem(request, response, BROKEN);
    };
    if (OWN_PAGES.test(request.path)) return own(request, response, fail);
    Promise.resolve(last(request, response, () => undefined)).catch(fail);
  });
  return app;
};
