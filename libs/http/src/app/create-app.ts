import type { Now, Rejection } from '@wadah/kit';
import express from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { CursorCodec } from '../list/cursor-codec.ts';
import type { ProblemTexts } from '../problem/problem-texts.ts';
import type { Route } from '../route/route.ts';
import { attendance as newAttendance, type Attendance } from '../stream/attendance.ts';
import { refusalAnswer, send, useProblemTexts } from './answer.ts';
import { correlation } from './correlation.ts';
import { errorHandler } from './error-handler.ts';
import { executeRoute } from './execute-route.ts';
import { observe } from './observe.ts';
import type { Logger, Metrics } from './ports.ts';

export type AppOptions = {
  readonly service: string;
  readonly routes: readonly Route[];
  readonly auth: Authenticator;
  /** Needed as soon as a route takes a key; without one, keys are ignored. */
  readonly idempotency?: IdempotencyStore;
  /** Needed as soon as a list is paged. */
  readonly cursors?: CursorCodec;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: Now;
  /** An internal app has internal routes only, a public one none. */
  readonly internal?: boolean;
  readonly trustProxyHops: number;
  /** The words of refusals in each language; without them they are said in English only. */
  readonly problemTexts?: ProblemTexts;
  /** How the service's libraries recognise that a database or broker is down; an upstream's outage is known here. */
  readonly isOutage?: (error: unknown) => boolean;
  /** Streams and waits; `close()` it first when the service stops. */
  readonly attendance?: Attendance;
};

/** Paths that differ in the names of their parameters only are one place. */
const placeOf = (route: Route): string => route.path.replaceAll(/\{\w+\}/g, '\uffff');

const isInternal = (route: Route): boolean => typeof route.auth === 'object' && 'internal' in route.auth;

const assertRoutes = ({ service, routes, internal = false, idempotency }: AppOptions): void => {
  const seen = new Set<string>();
  for (const route of routes) {
    const place = `${route.method} ${placeOf(route)}`;
    if (isInternal(route) !== internal) throw new Error(`${service}: ${route.operation} is on the wrong port.`);
    if (seen.has(place) || seen.has(route.operation)) throw new Error(`${service}: ${route.operation} stands there twice.`);
    if (route.idempotency === 'required' && idempotency === undefined)
      throw new Error(`${service}: ${route.operation} needs an idempotency store.`);
    seen.add(place).add(route.operation);
  }
};

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Fixed paths before those with a parameter, so that `/v1/carts/current` is no cart. */
const byPrecision = (left: Route, right: Route): number => {
  if (placeOf(left) === placeOf(right)) return 0;
  return placeOf(left) < placeOf(right) ? -1 : 1;
};

const refuseMethod =
  (allow: string): express.RequestHandler =>
  (request, response) =>
    send(
      request,
      response,
      refusalAnswer({ kind: 'invalid', code: 'method-not-allowed', detail: `This path takes ${allow}.`, extra: { allow } }),
    );

const NOT_FOUND: Rejection = { kind: 'not_found', code: 'not-found', detail: 'There is nothing at this path.' };

const routerOf = (options: AppOptions): express.Router => {
  const { auth, idempotency, cursors, logger, now } = options;
  const parts = { auth, idempotency, cursors, logger, now, attendance: options.attendance ?? newAttendance() };
  const router = express.Router({ caseSensitive: true, strict: true });
  const observed = (operation: string, method: string, path: string) =>
    observe({ operation, method, route: path }, { logger: parts.logger, metrics: options.metrics });
  const places = Map.groupBy(options.routes.toSorted(byPrecision), placeOf);
  for (const routes of places.values()) {
    for (const route of routes) {
      router[route.method](expressPath(route.path), observed(route.operation, route.method, route.path), executeRoute(route, parts));
    }
    const [{ path } = { path: '' }] = routes;
    const allow = routes.map((route) => route.method.toUpperCase()).join(', ');
    router.all(expressPath(path), observed('none', 'other', path), refuseMethod(allow));
  }
  router.use(observed('none', 'other', 'none'));
  return router;
};

/** Express with every route's road laid: problems for whatever goes wrong, one correlation id for each request, one log line at its end. */
export const createApp = (options: AppOptions): express.Express => {
  assertRoutes(options);
  const router = routerOf(options);
  const fail = errorHandler({ logger: options.logger, isOutage: options.isOutage ?? (() => false) });
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('trust proxy', options.trustProxyHops).set('query parser', 'simple');
  if (options.problemTexts !== undefined) useProblemTexts(app, options.problemTexts);
  app.use(correlation);
  app.use((request, response) =>
    router(request, response, (error?: unknown) => {
      if (error === undefined) send(request, response, refusalAnswer(NOT_FOUND));
      else fail({ request, response, error });
    }),
  );
  return app;
};
