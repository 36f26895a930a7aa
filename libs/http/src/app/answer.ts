import type { Rejection, Result } from '@wadah/kit';
import type express from 'express';
import type { Actor } from '../auth/actor.ts';
import { localised, type ProblemTexts } from '../problem/problem-texts.ts';
import { headersOf, problemOf, statusOf, type Problem } from '../problem/problem.ts';
import type { AnyRequest, Route } from '../route/route.ts';
import { localeOf } from './read-headers.ts';

/** What goes out: a refusal keeps its code, for it decides what becomes of the idempotency key. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly rejection?: Rejection;
};

const lowestStatus = (route: Route): number => Math.min(...Object.keys(route.responses).map(Number));

const statusFor = (route: Route, value: unknown): number =>
  typeof route.status === 'function' ? route.status(value) : (route.status ?? lowestStatus(route));

export const refusalAnswer = (rejection: Rejection, route?: Route): Answer => {
  const status = statusOf(rejection);
  const other = route?.problemView?.(rejection, status);
  const type: Record<string, string> =
    other === undefined ? { 'content-type': 'application/problem+json' } : { 'content-type': 'application/json' };
  return {
    status: other?.status ?? status,
    headers: { ...type, ...headersOf(rejection, other?.status ?? status), ...other?.headers },
    body: other?.body ?? problemOf(rejection),
    rejection,
  };
};

/** A value under its view, with the headers that the route derives from it. */
export const successAnswer = (route: Route, request: AnyRequest, value: unknown): Answer => {
  const status = statusFor(route, value);
  const hasBody = route.responses[status] !== null && status !== 204;
  const wait = request.prefer.waitSeconds;
  return {
    status,
    headers: {
      ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      ...(route.location === undefined || status !== 201 ? {} : { location: route.location(value) }),
      ...(route.etag === undefined ? {} : { etag: `"${route.etag(value)}"` }),
      ...(route.cache === undefined ? {} : { 'cache-control': `public, max-age=${route.cache.maxAgeSeconds}` }),
      ...(wait === undefined ? {} : { 'preference-applied': `wait=${wait}` }),
    },
    body: hasBody ? (route.view === undefined ? value : route.view(value, request)) : undefined,
  };
};

export const answerOf = (route: Route, request: AnyRequest, result: Result<unknown>): Answer =>
  result.ok ? successAnswer(route, request, result.value) : refusalAnswer(result.rejection, route);

const isUnchanged = (request: express.Request, answer: Answer): boolean => {
  const known = request.headers['if-none-match'];
  const tag = answer.headers['etag'];
  if (known === undefined || tag === undefined || answer.status !== 200 || (request.method !== 'GET' && request.method !== 'HEAD'))
    return false;
  return known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');
};

const PROBLEM_TEXTS = 'problemTexts';

/** The words of this app's refusals; an app without them, as one between services, says what the code says. */
export const useProblemTexts = (app: express.Express, texts: ProblemTexts): void => {
  app.locals[PROBLEM_TEXTS] = texts;
};

/** A problem in the language of who reads it, also where it was stored under a key by somebody of another language. */
const inTheirLanguage = (request: express.Request, response: express.Response, answer: Answer): Answer => {
  const texts = request.app.locals[PROBLEM_TEXTS] as ProblemTexts | undefined;
  if (texts === undefined || answer.headers['content-type'] !== 'application/problem+json') return answer;
  const locale = localeOf(request, response.locals['actor'] as Actor | undefined);
  const headers = { ...answer.headers, 'content-language': locale, vary: 'Accept-Language' };
  return { ...answer, headers, body: localised(answer.body as Problem, texts, locale) };
};

/** Writes the answer; what isn't declared public is kept by nobody on the way. */
export const send = (request: express.Request, response: express.Response, given: Answer): void => {
  if (response.headersSent || response.destroyed) return;
  const answer = inTheirLanguage(request, response, given);
  const unchanged = isUnchanged(request, answer);
  response.status(unchanged ? 304 : answer.status).set({ 'cache-control': 'no-store', ...answer.headers });
  if (unchanged || answer.body === undefined) response.removeHeader('content-type');
  response.end(unchanged || answer.body === undefined || request.method === 'HEAD' ? undefined : JSON.stringify(answer.body));
};

/** A refusal as an answer, for handlers that are no route. */
export const sendProblem = (request: express.Request, response: express.Response, rejection: Rejection): void =>
  send(request, response, refusalAnswer(rejection));
