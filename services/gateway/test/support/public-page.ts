import type { RequestListener } from 'node:http';
import type { StartedGateway } from '../../src/gateway.ts';
import { ask, type Answer } from './raw-request.ts';
import type { TestGateway } from './start.ts';

export const publicHeaders: Record<string, string> = { 'content-type': 'application/json', 'cache-control': 'public, max-age=5' };

export type PublicPage = {
  readonly path: string;
  readonly listingId: string;
  /** Makes a query of its own. */
  readonly number: number;
  priceRupiah: number;
  /** As catalogue makes it: public, with a tag that follows the price. */
  readonly answer: RequestListener;
};

let count = 0;

/** Every test has a page of its own, for it outlives the test. */
export const publicPage = ({ catalogue }: TestGateway): PublicPage => {
  count += 1;
  let served = 0;
  const listingId = `lst_0198c5a0-0000-7000-8000-${String(count).padStart(12, '0')}`;
  const page: PublicPage = {
    path: `/v1/listings/${listingId}`,
    listingId,
    number: count,
    priceRupiah: 32_000,
    answer: (request, response) => {
      const { priceRupiah } = page;
      const etag = `"${priceRupiah}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { ...publicHeaders, etag }).end();
      else response.writeHead(200, { ...publicHeaders, etag }).end(JSON.stringify({ priceRupiah, call: (served += 1) }));
    },
  };
  catalogue.answer(page.answer);
  catalogue.seen.length = 0;
  return page;
};

/** A gateway whose limits are in nobody's way. */
export const unlimited = (parts: TestGateway, change: Readonly<Record<string, string>> = {}): Promise<StartedGateway> =>
  parts.start({ LIMIT_DEFAULT_PER_MINUTE: '100000', LIMIT_SEARCH_PER_MINUTE: '100000', ...change });

export const get = (gateway: StartedGateway, at: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(gateway.url, at, { headers });

export const metric = async (gateway: StartedGateway, line: RegExp): Promise<number> =>
  Number(line.exec((await ask(gateway.internalUrl, '/metrics')).text)?.[1] ?? 0);
