import { ok, reject, type Result } from '@wadah/kit';
import { actingFor, asCurator, asSeller, type Caller } from '../domain/access.ts';
import { listingNotFound } from '../domain/edit-listing.ts';
import { isLive, type Listing, type ListingStatus, type LiveListing, type Review } from '../domain/listing.ts';
import type { Stock } from '../domain/stock.ts';
import type { Categories, Listings, Stocks, Versioned } from './ports.ts';
import type { Card } from './show-listing.ts';

/** A listing as its seller and its curators read it, with the stock that stands behind each variant. */
export type ListingRecord = { readonly listing: LiveListing; readonly version: number; readonly stocks: ReadonlyMap<string, Stock> };

export type ListPosition = readonly (string | number | null)[];

export type ListingPage = { readonly items: readonly ListingRecord[]; readonly next?: ListPosition };

type Paging = { readonly status?: ListingStatus | undefined; readonly limit: number; readonly position?: ListPosition | undefined };

type Found = { readonly items: readonly { readonly state: Listing; readonly version: number }[]; readonly next?: ListPosition };

export type ListingLists = {
  /** Newest first. */
  ofSeller(sellerId: string, paging: Paging): Promise<Found>;
  /** Submitted longest ago first. */
  inCategories(categoryIds: readonly string[], paging: Paging & { readonly status: ListingStatus }): Promise<Found>;
};

export type PublishedListing = Card & {
  readonly sellerName: string;
  readonly regency: string;
  readonly version: number;
  readonly stock: readonly { readonly variantId: string; readonly priceRupiah: number; readonly available: number }[];
};

/** What strangers may read: published listings of sellers who sell. */
export type Showcase = { get(listingId: string): Promise<PublishedListing | undefined> };

export type ReadDeps = {
  readonly listings: Listings;
  readonly lists: ListingLists;
  readonly stocks: Stocks;
  readonly categories: Pick<Categories, 'load' | 'ofAgencies'>;
};

const withStocks = async (
  stocks: Stocks,
  found: readonly { readonly state: Listing; readonly version: number }[],
): Promise<readonly ListingRecord[]> => {
  const live = found.flatMap(({ state, version }) => (isLive(state) ? [{ listing: state, version }] : []));
  const known = await stocks.loadMany(live.flatMap(({ listing }) => listing.variants.map(({ variantId }) => variantId)));
  return live.map((record) => ({ ...record, stocks: known }));
};

/** The listing with its stock, once a decision has let it through. */
export const recordOf = async (
  stocks: Stocks,
  { state, version }: { readonly state: Listing; readonly version: number },
): Promise<Result<ListingRecord>> => {
  const [record] = await withStocks(stocks, [{ state, version }]);
  return record === undefined ? listingNotFound() : ok(record);
};

const paged = async (stocks: Stocks, { items, next }: Found): Promise<Result<ListingPage>> =>
  ok({ items: await withStocks(stocks, items), ...(next === undefined ? {} : { next }) });

export type ReadListing = (caller: Caller, listingId: string) => Promise<Result<ListingRecord>>;

const readAs =
  (access: (caller: Caller) => (listing: Listing) => Result<unknown>, { listings, stocks }: ReadDeps): ReadListing =>
  async (caller, listingId) => {
    const found = await listings.loadVersioned(listingId);
    const allowed = access(caller)(found.state);
    return allowed.ok ? recordOf(stocks, found) : allowed;
  };

export type ReadOwnListing = (
  caller: Caller,
  where: { readonly sellerId: string; readonly listingId: string },
) => Promise<Result<ListingRecord>>;

export const readOwnListing = (deps: ReadDeps): ReadOwnListing => {
  const read = readAs((caller) => asSeller(caller, ok), deps);
  return async (caller, { sellerId, listingId }) => {
    const record = await read(caller, listingId);
    return record.ok && record.value.listing.sellerId !== sellerId ? listingNotFound() : record;
  };
};

export const readForCuration =
  ({ listings, categories, stocks }: ReadDeps): ReadListing =>
  async (caller, listingId) => {
    const found = await listings.loadVersioned(listingId);
    if (!isLive(found.state)) return listingNotFound();
    const category = await categories.load(found.state.categoryId);
    if (category.status === 'absent') return listingNotFound();
    const allowed = asCurator(caller, category, ok)(found.state);
    return allowed.ok ? recordOf(stocks, found) : allowed;
  };

export type ListOwnListings = (caller: Caller, sellerId: string, paging: Paging) => Promise<Result<ListingPage>>;

export const listOwnListings =
  ({ lists, stocks }: ReadDeps): ListOwnListings =>
  async (caller, sellerId, paging) => {
    const acting = actingFor(caller, sellerId);
    return acting.ok ? paged(stocks, await lists.ofSeller(sellerId, paging)) : acting;
  };

export type ListForCuration = (
  agencyIds: readonly string[],
  paging: Paging & { readonly status: ListingStatus },
) => Promise<Result<ListingPage>>;

export const listForCuration =
  ({ lists, stocks, categories }: ReadDeps): ListForCuration =>
  async (agencyIds, paging) =>
    paged(stocks, await lists.inCategories(await categories.ofAgencies(agencyIds), paging));

export type ReadPublished = (listingId: string) => Promise<Result<PublishedListing>>;

export const readPublished =
  (showcase: Showcase): ReadPublished =>
  async (listingId) => {
    const listing = await showcase.get(listingId);
    return listing === undefined ? listingNotFound() : ok(listing);
  };

export type ReadReview = (listingId: string) => Promise<Result<{ readonly title: string; readonly review: Review }>>;

export const readReview =
  (listings: Listings): ReadReview =>
  async (listingId) => {
    const listing = await listings.load(listingId);
    if (!isLive(listing)) return listingNotFound();
    const { title, review } = listing;
    return review === undefined
      ? reject('not_found', 'review-not-found', 'This listing has not been decided about.')
      : ok({ title, review });
  };

/** A command on a listing, answered with the listing and its stock. */
export type AnswerRecord<Command> = (caller: Caller, command: Command) => Promise<Result<ListingRecord>>;

export type AnswerMoved = (caller: Caller, listingId: string, ifMatch?: number) => Promise<Result<ListingRecord>>;

export const answering =
  <Args extends readonly unknown[]>(stocks: Stocks, command: (...args: Args) => Promise<Result<Versioned<Listing>>>) =>
  async (...args: Args): Promise<Result<ListingRecord>> => {
    const done = await command(...args);
    return done.ok ? recordOf(stocks, done.value) : done;
  };
