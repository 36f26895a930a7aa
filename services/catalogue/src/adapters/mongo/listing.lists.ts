import type { AgencyCopies } from '../../app/follow-category.ts';
import type { ListingLists, ListPosition } from '../../app/read-listings.ts';
import { listingStatuses, type Listing } from '../../domain/listing.ts';
import type { ListingStore } from './listing.store.ts';

type Row = { readonly id: string; readonly state: Listing; readonly version: number };

const cut = (found: readonly Row[], limit: number, positionOf: (row: Row) => ListPosition) => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, next: positionOf(last) } : { items };
};

const submittedAt = ({ state }: Row): string =>
  'submittedAt' in state && state.submittedAt !== undefined ? state.submittedAt.toISOString() : '';

/** The filters of both lists; for the tests, which ask `explain` of exactly these. */
export const ofSellerFilter = (sellerId: string, status: string | undefined, position?: ListPosition) => ({
  sellerId,
  status: status === undefined ? { $in: [...listingStatuses] } : status,
  ...(position === undefined ? {} : { _id: { $lt: String(position[0]) } }),
});

export const inCategoriesFilter = (categoryIds: readonly string[], status: string, position?: ListPosition) => {
  const of = { 'state.categoryId': { $in: [...categoryIds] }, status };
  if (position === undefined) return of;
  const at = new Date(String(position[0]));
  // `$nor`, because the planner would read an `$or` as two searches and sort their results in memory.
  return { ...of, submittedAt: { $gte: at }, $nor: [{ submittedAt: at, _id: { $lte: String(position[1]) } }] };
};

export const listingLists = (store: Pick<ListingStore, 'find'>): ListingLists => ({
  // Ids begin with their time, so the newest come first by them alone.
  ofSeller: async (sellerId, { status, limit, position }) =>
    cut(await store.find(ofSellerFilter(sellerId, status, position), { sort: { _id: -1 }, limit: limit + 1 }), limit, ({ id }) => [id]),
  inCategories: async (categoryIds, { status, limit, position }) =>
    cut(
      await store.find(inCategoriesFilter(categoryIds, status, position), { sort: { submittedAt: 1, _id: 1 }, limit: limit + 1 }),
      limit,
      (row) => [submittedAt(row), row.id],
    ),
});

const copiesPerRead = 200;

/** For the listings of a category that has moved to another agency. */
export const agencyCopies = (store: Pick<ListingStore, 'find'>): AgencyCopies => ({
  behind: async (categoryId, agencyId) => {
    const found = await store.find({ 'state.categoryId': categoryId, agencyId: { $ne: agencyId } }, { limit: copiesPerRead });
    return found.map(({ id }) => id);
  },
});
