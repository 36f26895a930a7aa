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

/** How many results share a trail, a regency and a kind; every facet is a sum of these. */
export type Share = { readonly trail: string; readonly regency: string; readonly kind: ListingKind; readonly count: number };

export type Facets = {
  readonly total: number;
  readonly categories: readonly { readonly categoryId: string; readonly count: number }[];
  readonly regencies: readonly { readonly regency: string; readonly count: number }[];
  readonly kinds: readonly { readonly kind: ListingKind; readonly count: number }[];
};

export type FoundPage = { readonly items: readonly FoundListing[]; readonly next?: SearchPosition };

export type SearchResult = FoundPage & { readonly facets?: Facets };

export type SearchIndex = {
  /** Refuses with `search-timeout` after a second of database time. */
  page(filter: SearchFilter, paging: Pick<SearchQuery, 'order' | 'limit' | 'position'>): Promise<Result<FoundPage>>;
  shares(filter: SearchFilter): Promise<Result<readonly Share[]>>;
};

export type SearchListings = (query: SearchQuery) => Promise<Result<SearchResult>>;

const counted = <K extends string>(pairs: readonly (readonly [K, number])[]): readonly (readonly [K, number])[] => {
  const sums = new Map<K, number>();
  for (const [key, count] of pairs) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums].sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1));
};

/** A category counts what lies below it too, as its filter finds it. */
export const facetsOf = (shares: readonly Share[]): Facets => ({
  total: shares.reduce((sum, { count }) => sum + count, 0),
  categories: counted(
    shares.flatMap(({ trail, count }) =>
      trail
        .split('/')
        .filter(Boolean)
        .map((id) => [id, count] as const),
    ),
  ).map(([categoryId, count]) => ({ categoryId, count })),
  regencies: counted(shares.map(({ regency, count }) => [regency, count] as const)).map(([regency, count]) => ({ regency, count })),
  kinds: counted(shares.map(({ kind, count }) => [kind, count] as const)).map(([kind, count]) => ({ kind, count })),
});

const nothing: SearchResult = { items: [], facets: facetsOf([]) };

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
    const [page, shares] = await Promise.all([index.page(filter, { order, limit }), index.shares(filter)]);
    if (!page.ok) return page;
    return shares.ok ? ok({ ...page.value, facets: facetsOf(shares.value) }) : shares;
  };
