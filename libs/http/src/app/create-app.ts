import type { Now } from '@wadah/kit';
import express from 'express';
import type { Authenticator } from '../auth/authenticator.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import type { CursorCodec } from '../list/cursor-codec.ts';
import type { Route } from '../route/route.ts';
import { attendance as newAttendance, type Attendance } from '../stream/attendance.ts';
import { refusalAnswer, send } from './answer.ts';
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
  /** How the service's libraries recognise that a database or broker is down; an upstream's outage is known here. */
  readonly isOutage?: (error: unknown) => boolean;
  /** Streams and waits; `close()` it first when the service stops. */
  readonly attendance?: Attendance;
};

const isInternal = (route: Route): boolean => typeof route.auth === 'object' && 'internal' in route.auth;

const assertRoutes = ({ service, routes, internal = false, idempotency }: AppOptions): void => {
  const seen = new Set<string>();
  for (const route of routes) {
    const place = `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`;
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
  const order = (route: Route) => route.path.replaceAll(/\{\w+\}/g, '\uffff');
  return order(left) < order(right) ? -1 : 1;
};

const methodsAt = (routes: readonly Route[]): ReadonlyMap<string, readonly string[]> => {
  const methods = new Map<string, readonly string[]>();
  for (const route of routes) methods.set(route.path, [...(methods.get(route.path) ?? []), route.method.toUpperCase()]);
  return methods;
};

const refuseMethod =
  (allow: string): express.RequestHandler =>
  (request, response) =>
    send(
      request,
      response,
      refusalAnswer({ kind: 'invalid', code: 'method-not-allowed', detail: `This path takes ${allow}.`, extra: { allow } }),
    );

const notFound: express.RequestHandler = (request, response) =>
  send(request, response, refusalAnswer({ kind: 'not_found', code: 'not-found', detail: 'There is nothing at this path.' }));

/** Express with every route's road laid: problems for whatever goes wrong, one correlation id for each request, one log line at its end. */
export const createApp = (options: AppOptions): express.Express => {
  assertRoutes(options);
  const { auth, idempotency, cursors, logger, metrics, now, isOutage = () => false } = options;
  const parts = { auth, idempotency, cursors, logger, now, attendance: options.attendance ?? newAttendance() };
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.set('trust proxy', options.trustProxyHops).set('query parser', 'simple');
  app.use(correlation);
  const routes = options.routes.toSorted(byPrecision);
  const methods = methodsAt(routes);
  routes.forEach((route, index) => {
    const path = expressPath(route.path);
    const observed = observe({ operation: route.operation, method: route.method, route: route.path }, { logger, metrics });
    app[route.method](path, observed, executeRoute(route, parts));
    if (routes[index + 1]?.path === route.path) return;
    const allowed = methods.get(route.path) ?? [];
    app.all(
      path,
      observe({ operation: 'none', method: 'other', route: route.path }, { logger, metrics }),
      refuseMethod(allowed.join(', ')),
    );
  });
  app.use(observe({ operation: 'none', method: 'other', route: 'none' }, { logger, metrics }), notFound);
  app.use(errorHandler({ logger, isOutage }));
  return app;
};
