import { startBaseline, type Baseline } from '../baseline/start.ts';
import type { Environment } from '../environment.ts';
import { loadOf } from '../load.ts';
import type { Row } from '../row.ts';
import type { Stage } from '../stage.ts';

const measured = async (what: string, url: string, seconds: number): Promise<Row> => {
  const { perSecond, ...rest } = await loadOf(url, seconds);
  return { what, value: perSecond, unit: '/s', ...rest };
};

const beside = async (
  baseline: { readonly what: string; readonly process: Baseline; readonly url: string },
  row: () => Promise<Row>,
  seconds: number,
): Promise<readonly Row[]> => {
  try {
    const bare = await measured(baseline.what, baseline.url, seconds);
    return [bare, { ...(await row()), baseline: { what: baseline.what, value: bare.value } }];
  } finally {
    await baseline.process.stop();
  }
};

/** A page that the gateway keeps, beside the least that Express can answer. */
export const detailHot = async ({ stack }: Environment, { wares }: Stage, seconds: number): Promise<readonly Row[]> => {
  const hello = await startBaseline('hello');
  const url = `${stack.gatewayUrl}/v1/listings/${wares[0].listingId}`;
  const row = async (): Promise<Row> => ({
    ...(await measured('listing detail, hot at the gateway', url, seconds)),
    budgets: [{ bound: 'at least', value: 0.5, of: 'ratio' }],
  });
  return beside({ what: 'bare Express hello', process: hello, url: hello.url }, row, seconds);
};

/** The same page from catalogue itself, beside one lean read of the same document. */
export const detailCold = async (environment: Environment, { wares }: Stage, seconds: number): Promise<readonly Row[]> => {
  const bare = await startBaseline('lean-find', { BENCH_MONGO_URL: environment.catalogueMongoUrl });
  const { listingId } = wares[0];
  const row = async (): Promise<Row> => ({
    ...(await measured('listing detail, cold at catalogue', `${environment.catalogueUrl}/v1/listings/${listingId}`, seconds)),
    budgets: [{ bound: 'at least', value: 0.7, of: 'ratio' }],
  });
  return beside({ what: 'bare Express + Mongoose lean findOne', process: bare, url: `${bare.url}/${listingId}` }, row, seconds);
};

/** Uncached and with facets, in the listings of the seed. */
export const search = async ({ catalogueUrl }: Environment, seconds: number): Promise<readonly Row[]> => [
  {
    ...(await measured('search of 20 with facets, one word', `${catalogueUrl}/v1/listings?query=gula`, seconds)),
    budgets: [{ bound: 'at least', value: 150, of: 'value' }],
  },
  {
    ...(await measured('search of 20 with facets, no word', `${catalogueUrl}/v1/listings`, seconds)),
    budgets: [{ bound: 'at least', value: 150, of: 'value' }],
  },
];
