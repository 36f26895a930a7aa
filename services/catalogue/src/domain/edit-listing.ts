import { ok, reject, rejectWith, type Result } from '@wadah/kit';
import type { Category } from './category.ts';
import { isLive, type Listing, type ListingContent, type ListingEvent, type ListingKind, type LiveListing } from './listing.ts';

export type DraftListing = ListingContent & { readonly listingId: string; readonly sellerId: string; readonly at: Date };

const editable: readonly LiveListing['status'][] = ['draft', 'returned', 'unpublished'];

export const listingNotFound = () => reject('not_found', 'listing-not-found', 'No such listing.');

export const wrongListingState = (status: string) =>
  rejectWith({ kind: 'conflict', code: 'listing-state', detail: `The listing is ${status}.`, extra: { currentStatus: status } });

/** The category takes this kind of listing, and names the agency that curates it. */
export const placeIn = (category: Category, kind: ListingKind): Result<{ categoryId: string; agencyId: string }> => {
  if (category.status === 'absent') return reject('not_found', 'category-not-found', 'No such category.');
  if (!category.kinds.includes(kind))
    return reject('unprocessable', 'kind-not-in-category', `This category takes ${category.kinds.join(', ')} only.`);
  return ok({ categoryId: category.categoryId, agencyId: category.agencyId });
};

export const decideDraftListing = (listing: Listing, command: DraftListing): Result<readonly ListingEvent[]> => {
  // The id was claimed for this command alone, so a listing that is there is this one.
  if (listing.status !== 'absent') return ok([]);
  return ok([{ type: 'ListingDrafted', ...command }]);
};

export const decideWhetherEditable = (listing: Listing): Result<LiveListing> => {
  if (!isLive(listing)) return listingNotFound();
  if (editable.includes(listing.status)) return ok(listing);
  return rejectWith({
    kind: 'conflict',
    code: 'listing-not-editable',
    detail: 'A listing is edited as draft, returned or unpublished; price and stock have their own routes.',
    extra: { currentStatus: listing.status },
  });
};

export const decideEditListing = (
  listing: Listing,
  { content, at }: { content: ListingContent; at: Date },
): Result<readonly ListingEvent[]> => {
  const open = decideWhetherEditable(listing);
  return open.ok ? ok([{ type: 'ListingEdited', content, at }]) : open;
};

export const decideDeleteListing = (listing: Listing, at: Date): Result<readonly ListingEvent[]> => {
  switch (listing.status) {
    case 'absent':
      return listingNotFound();
    case 'deleted':
      return ok([]);
    case 'draft':
      return ok([{ type: 'ListingDeleted', at }]);
    default:
      return wrongListingState(listing.status);
  }
};
