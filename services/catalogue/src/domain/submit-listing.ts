import { jakartaDay, ok, reject, type Result } from '@wadah/kit';
import { listingNotFound, wrongListingState } from './edit-listing.ts';
import { isLive, namesOf, type Listing, type ListingEvent } from './listing.ts';

export const decideSubmitListing = (listing: Listing, at: Date): Result<readonly ListingEvent[]> => {
  if (!isLive(listing)) return listingNotFound();
  switch (listing.status) {
    case 'submitted':
      return ok([]);
    case 'published':
    case 'rejected':
      return wrongListingState(listing.status);
    case 'draft':
    case 'returned':
    case 'unpublished': {
      const today = jakartaDay(at);
      if (listing.variants.every(({ serviceDate }) => serviceDate !== undefined && serviceDate < today)) {
        return reject('unprocessable', 'departures-over', 'Every departure of this tour lies in the past.');
      }
      return ok([{ type: 'ListingSubmitted', ...namesOf(listing), at }]);
    }
  }
};

export const decideWithdrawListing = (listing: Listing, at: Date): Result<readonly ListingEvent[]> => {
  if (!isLive(listing)) return listingNotFound();
  if (listing.status === 'unpublished') return ok([]);
  if (listing.status !== 'published') return wrongListingState(listing.status);
  return ok([{ type: 'ListingUnpublished', ...namesOf(listing), at }]);
};
