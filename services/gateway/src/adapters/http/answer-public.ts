import type { Actor, Logger, Metrics } from '@wadah/http';
import { currentAmbient, inSpan, type Now } from '@wadah/kit';
import type express from 'express';
import { pageKey, tagsOf, type CachedPage, type PageLanguage } from '../../domain/cached-page.ts';
import { asksForFresh, directivesOf } from '../../domain/storable.ts';
import type { AskPublic } from '../cache/fill-page.ts';
import type { PageCache, Served } from '../cache/page-cache.ts';
import { copyAnswer, proxy, sayOutage, type Exchange } from './proxy.ts';
import { sendPage } from './send-page.ts';
import type { Upstream } from './upstream.ts';

export type PublicOptions = {
  readonly pages: PageCache;
  /** For what is no kept page; those bring their own. */
  readonly compress: express.RequestHandler;
  readonly now: Now;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type PublicExchange = Exchange & { readonly upstream: Upstream; readonly page: CachedPage; readonly subjectId: string | undefined };

/** No call of ours ends early with its client: others may wait for the same page. */
const NEVER_ABORTED = new AbortController().signal;

/** The account's, else what the client likes; whoever keeps the answer behind us hears by which of them it was chosen. */
const languageOf = ({ request, response }: Exchange): PageLanguage => {
  const actor = response.locals['actor'] as Actor | undefined;
  response.vary('Accept-Language');
  if (actor?.kind !== 'user' || actor.locale === undefined) return request.acceptsLanguages('id', 'en') === 'en' ? 'en' : 'id';
  response.vary('Authorization');
  return actor.locale;
};

/** Asked as nobody: no token, no address, nothing of the client but what the page's key holds. */
const askAsNobody = ({ upstream, target }: PublicExchange, language: PageLanguage): AskPublic => {
  const ask = (etag: string | undefined) => {
    const { correlationId = '', traceparent } = currentAmbient() ?? {};
    const headers = {
      accept: 'application/json',
      'accept-language': language,
      'x-correlation-id': correlationId,
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    };
    return upstream.ask({ method: 'GET', path: target, headers, signal: NEVER_ABORTED });
  };
  return (etag) => inSpan({ name: `${upstream.name} GET`, kind: 'client' }, () => ask(etag));
};

/** Whether the kept pages have anything to do with a request. */
export const isPublicRead = ({ method, headers }: express.Request): boolean =>
  (method === 'GET' || method === 'HEAD') && !directivesOf(headers['cache-control']).has('no-store');

/** Answers a public route from the kept pages, or lets one question of many through. */
export const answerPublic = async (exchange: PublicExchange, { pages, compress, now, logger, metrics }: PublicOptions): Promise<void> => {
  const { request, response, upstream, target, page, subjectId } = exchange;
  const language = languageOf(exchange);
  const fresh = asksForFresh(request.headers['cache-control'], request.headers['pragma']);
  const question = { key: pageKey(target, language), tags: tagsOf(page, subjectId), fresh, ask: askAsNobody(exchange, language) };
  const count = (outcome: string): void => metrics.counter('gateway_cache_answers_total', { page, outcome });
  let served: Served;
  try {
    served = await pages.serve(question);
  } catch (error) {
    count('outage');
    return sayOutage(error, exchange, { upstream, logger });
  }
  count(served.kind === 'page' ? served.how : 'passed');
  if (served.kind === 'page') return sendPage(request, response, { ...served, fresh, nowMs: now().getTime() });
  compress(request, response, () => undefined);
  if (served.kind === 'alone') return proxy(upstream, exchange, logger);
  response.setHeader('cache-status', 'wadah; fwd=uri-miss');
  try {
    await copyAnswer(served.answer, exchange);
  } catch (error) {
    if (!response.destroyed) sayOutage(error, exchange, { upstream, logger });
  }
};
