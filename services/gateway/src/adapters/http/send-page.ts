import type express from 'express';
import type { KeptPage } from '../../domain/cached-page.ts';
import type { How } from '../cache/page-cache.ts';
import { encodedBody, encodingFor } from './page-encodings.ts';

export type PageAnswer = { readonly page: KeptPage; readonly how: How; readonly fresh: boolean; readonly nowMs: number };

/** What a client with this tag has already (RFC 9110 §13.1.2: a weak comparison). */
const isKnown = (request: express.Request, etag: string | undefined): boolean => {
  const known = request.headers['if-none-match'];
  if (known === undefined || etag === undefined) return false;
  const strong = etag.replace(/^W\//, '');
  return known.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === strong);
};

/** RFC 9211: what this cache did with the request. */
export const cacheStatus = ({ page, how, fresh, nowMs }: PageAnswer): string => {
  const ttl = Math.floor((page.freshUntilMs - nowMs) / 1000);
  switch (how) {
    case 'memory':
    case 'shared':
      return `wadah; hit; ttl=${ttl}; detail=${how}`;
    case 'collapsed':
      return `wadah; fwd=uri-miss; collapsed`;
    case 'miss':
      return `wadah; fwd=${fresh ? 'request' : 'uri-miss'}; fwd-status=200; stored`;
    case 'revalidated':
      return `wadah; fwd=${fresh ? 'request' : 'stale'}; fwd-status=304; stored`;
    case 'stale':
      return `wadah; hit; ttl=${ttl}; detail=stale-if-error`;
  }
};

/** Answers with a kept page: 304 to who has it, without a body to HEAD, compressed once for all. */
export const sendPage = async (request: express.Request, response: express.Response, answer: PageAnswer): Promise<void> => {
  const { page, how, nowMs } = answer;
  response.locals['fromCache'] = how !== 'miss' && how !== 'revalidated';
  const { vary, ...headers } = page.headers;
  response.setHeaders(new Map(Object.entries(headers)));
  response.setHeader('age', Math.max(0, Math.floor((nowMs - page.madeAtMs) / 1000)));
  response.setHeader('cache-status', cacheStatus(answer));
  response.vary(vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`);
  if (isKnown(request, page.headers['etag'])) {
    response.removeHeader('content-type');
    response.status(304).end();
    return;
  }
  const encoding = encodingFor(request, page);
  const body = await encodedBody(page, encoding);
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
};
