import { ok, reject, type Result } from '@wadah/kit';
import { listingNotFound, wrongListingState } from './edit-listing.ts';
import { factsOf, isLive, namesOf, type Listing, type ListingEvent, type LiveListing, type Review } from './listing.ts';

const decided = (listing: LiveListing, review: Review): Result<readonly ListingEvent[]> => {
  const { at } = review;
  if (review.decision === 'approve') return ok([{ type: 'ListingPublished', facts: factsOf(listing), review, at }]);
  if (review.reasons.length === 0 && review.note.trim() === '') {
    return reject('invalid', 'reason-required', 'Who is refused must learn why: give a reason for a field, or a note.');
  }
  return ok([{ type: review.decision === 'return' ? 'ListingReturned' : 'ListingRejected', ...namesOf(listing), review, at }]);
};

export const decideReviewListing = (listing: Listing, review: Review): Result<readonly ListingEvent[]> => {
  if (!isLive(listing)) return listingNotFound();
  switch (listing.status) {
    case 'draft':
    case 'unpublished':
      return wrongListingState(listing.status);
    case 'published':
    case 'returned':
    case 'rejected':
      return reject('conflict', 'already-decided', 'A curator has decided this submission; a decision is final.');
    case 'submitted':
      return decided(listing, review);
  }
};
