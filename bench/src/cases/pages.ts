import type { Announced } from '../baseline/announce.ts';
import { startChild, withChild, type Variables } from '../child.ts';
import { cpuRows } from '../cpu-rows.ts';
import type { Environment } from '../environment.ts';
import { loadOf, type Target } from '../load.ts';
import { cpuBetween, readCpu, type CpuReading } from '../processes.ts';
import type { Row } from '../row.ts';
import type { Stage } from '../stage.ts';

const DETAILS = 500;

/** Words of the seed's titles, from such that a tenth of all listings has to such that few have. */
export const searchWords = ['gula', 'batik', 'madu', 'kopi', 'bandeng', 'anyaman', 'tenun', 'wisata', 'emping', 'keramik'] as const;

export type Answering = { readonly what: string; readonly target: Target };

/** One closed loop, with what each process took for an answer. */
export const measured = async (
  environment: Environment,
  { what, target }: Answering,
  seconds: number,
): Promise<readonly [Row, ...Row[]]> => {
  const processes = await environment.processes();
  let before: CpuReading = new Map();
  const { perSecond, done, ...rest } = await loadOf(target, seconds, () => void (before = readCpu(processes)));
  const used = cpuBetween(before, readCpu(processes));
  return [{ what, value: perSecond, unit: '/s', ...rest }, ...cpuRows(used, done, `  CPU of one answer`)];
};

/** A bare process of its own, measured in the same way. */
export const bare = (module: string, variables: Variables, asked: (url: string) => Answering, seconds: number): Promise<Row> =>
  withChild(startChild<Announced>(`baseline/${module}`, variables), async ({ ready }) => {
    const { what, target } = asked(ready.url);
    const { perSecond, done: _done, ...rest } = await loadOf(target, seconds);
    return { what, value: perSecond, unit: '/s', ...rest };
  });

const beside = (base: Row, [row, ...details]: readonly [Row, ...Row[]], budgets: Row['budgets'] = []): readonly Row[] => [
  base,
  { ...row, baseline: { what: base.what, value: base.value }, budgets },
  ...details,
];

/** The least that Express can answer; also the measure of this machine. */
export const hello = (seconds: number, what = 'bare Express hello'): Promise<Row> =>
  bare('hello', {}, (url) => ({ what, target: { url, paths: ['/'] } }), seconds);

/** A page that the gateway keeps. */
export const detailHot = async (environment: Environment, { wares }: Stage, seconds: number): Promise<readonly Row[]> => {
  const target = { url: environment.stack.gatewayUrl, paths: [`/v1/listings/${wares[0].listingId}`] };
  const base = await hello(seconds);
  const rows = await measured(environment, { what: 'listing detail, hot at the gateway', target }, seconds);
  return beside(base, rows, [{ bound: 'at least', value: 0.5, of: 'ratio' }]);
};

/** Many pages, so that few of the requests under way are for the same one, from catalogue itself, beside one lean read each. */
export const detailCold = async (environment: Environment, { listingIds }: Stage, seconds: number): Promise<readonly Row[]> => {
  const ids = (await listingIds()).slice(0, DETAILS);
  const base = await bare(
    'lean-find',
    { BENCH_MONGO_URL: environment.mongoUrl('catalogue') },
    (url) => ({ what: 'bare Express + Mongoose lean findOne', target: { url, paths: ids.map((id) => `/${id}`) } }),
    seconds,
  );
  const target = { url: environment.catalogueUrl, paths: ids.map((id) => `/v1/listings/${id}`) };
  const rows = await measured(environment, { what: `${ids.length} listing details, cold at catalogue`, target }, seconds);
  return beside(base, rows, [{ bound: 'at least', value: 0.7, of: 'ratio' }]);
};

type Search = { readonly what: string; readonly queries: readonly string[] };

const oneSearch = async (environment: Environment, { what, queries }: Search, seconds: number): Promise<readonly Row[]> => {
  const base = await bare(
    'find-count',
    { BENCH_MONGO_URL: environment.mongoUrl('catalogue') },
    (url) => ({ what: `bare find and count, ${what}`, target: { url, paths: queries.map((query) => `/${query}`) } }),
    seconds,
  );
  const target = { url: environment.catalogueUrl, paths: queries.map((query) => `/v1/listings${query}`) };
  const rows = await measured(environment, { what: `search of 20 with facets, ${what}`, target }, seconds);
  return beside(base, rows, [{ bound: 'at least', value: 150, of: 'value' }]);
};

/** Uncached, from catalogue itself. */
export const search = async (environment: Environment, { listingIds }: Stage, seconds: number): Promise<readonly Row[]> => {
  const listings = (await listingIds()).length;
  const words = { what: `one word of ${searchWords.length}, in ${listings}`, queries: searchWords.map((word) => `?query=${word}`) };
  return [
    ...(await oneSearch(environment, words, seconds)),
    ...(await oneSearch(environment, { what: `no word, in ${listings}`, queries: [''] }, seconds)),
  ];
};
