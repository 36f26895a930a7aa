import { ok, type Result } from '@wadah/kit';
import type { ListingKind } from '../domain/listing.ts';
import { trailOf, type Card } from './show-listing.ts';
import type { CategoryTree } from './ports.ts';

export type SearchOrder = 'relevance' | 'newest' | 'price_asc' | 'price_desc';

type Narrowing = {
  readonly regency?: string | undefined;
  readonly kind?: ListingKind | undefined;
  readonly sellerId?: string | undefined;
  readonly minPriceRupiah?: number | undefined;
  readonly maxPriceRupiah?: number | undefined;
};

/** Sort keys of the last item of the page before. */
export type SearchPosition = readonly (string | number | null)[];

export type SearchQuery = Narrowing & {
  readonly words: readonly string[];
  /** Its id or its code. */
  readonly category?: string | undefined;
  readonly order: SearchOrder;
  readonly limit: number;
  readonly position?: SearchPosition | undefined;
};

export type SearchFilter = Narrowing & { readonly words: readonly string[]; readonly trail?: string };

export type FoundListing = Pick<Card, 'listingId' | 'sellerId' | 'categoryId' | 'kind' | 'title' | 'priceRupiah' | 'publishedAt'> & {
  readonly sellerName: string;
  readonly regency: string;
  readonly available: number;
};

type Count = { readonly key: string; readonly count: number };

/** How many results there are under each trail, in each regency and of each kind. */
export type Counts = { readonly trails: readonly Count[]; readonly regencies: readonly Count[]; readonly kinds: readonly Count[] };

export type Facets = {
  readonly total: number;
  readonly categories: readonly { readonly categoryId: string; readonly count: number }[];
  readonly regencies: readonly { readonly regency: string; readonly count: number }[];
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
};

export type FoundPage = { readonly items: readonly FoundListing[]; readonly next?: SearchPosition };

export type SearchResult = FoundPage & { readonly facets?: Facets };

export type SearchIndex = {
  /** Refuses with `search-timeout` after a second of database time. */
  page(filter: SearchFilter, paging: Pick<SearchQuery, 'order' | 'limit' | 'position'>): Promise<Result<FoundPage>>;
  /** Of the whole result; may be a second old. */
  counts(filter: SearchFilter): Promise<Result<Counts>>;
};

export type SearchListings = (query: SearchQuery) => Promise<Result<SearchResult>>;

const mostFirst = (counts: readonly Count[]): readonly Count[] => [...counts].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));

/** A category counts what lies below it too, as its filter finds it. */
const alongTrails = (trails: readonly Count[]): readonly Count[] => {
  const sums = new Map<string, number>();
  for (const { key, count } of trails) {
    for (const id of key.split('/').filter(Boolean)) sums.set(id, (sums.get(id) ?? 0) + count);
  }
  return [...sums].map(([key, count]) => ({ key, count }));
};

export const facetsOf = ({ trails, regencies, kinds }: Counts): Facets => ({
  total: kinds.reduce((sum, { count }) => sum + count, 0),
  categories: mostFirst(alongTrails(trails)).map(({ key, count }) => ({ categoryId: key, count })),
  regencies: mostFirst(regencies).map(({ key, count }) => ({ regency: key, count })),
  kinds: mostFirst(kinds).map(({ key, count }) => ({ kind: key, count })),
});

const nothing: SearchResult = { items: [], facets: facetsOf({ trails: [], regencies: [], kinds: [] }) };

const trailFor = async (category: string | undefined, categories: CategoryTree): Promise<{ trail?: string } | undefined> => {
  if (category === undefined) return {};
  const tree = await categories.read();
  const found = tree.get(category) ?? [...tree.values()].find(({ code }) => code === category);
  return found === undefined ? undefined : { trail: trailOf(found.path) };
};

export const searchListings =
  (index: SearchIndex, categories: CategoryTree): SearchListings =>
  async ({ category, order, limit, position, ...narrowing }) => {
    const trail = await trailFor(category, categories);
    if (trail === undefined) return ok(nothing);
    const filter = { ...narrowing, ...trail };
    if (position !== undefined) return index.page(filter, { order, limit, position });
    const [page, counts] = await Promise.all([index.page(filter, { order, limit }), index.counts(filter)]);
    if (!page.ok) return page;
    return counts.ok ? ok({ ...page.value, facets: facetsOf(counts.value) }) : counts;
  };
