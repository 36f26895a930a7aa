import { ok, reject, type Result } from '@wadah/kit';
import { listingNotFound, wrongListingState } from './edit-listing.ts';
import { factsOf, isLive, namesOf, type Listing, type ListingEvent, type LiveListing, type Review } from './listing.ts';

const approved = (listing: LiveListing, { review, twoCurators }: Decision): Result<readonly ListingEvent[]> => {
  const { at } = review;
  const { firstApproval } = listing;
  if (!twoCurators) return ok([{ type: 'ListingPublished', facts: factsOf(listing), review, at }]);
  // A category that has moved meanwhile asks its new agency for both.
  if (firstApproval === undefined || firstApproval.agencyId !== review.agencyId)
    return ok([{ type: 'FirstApprovalGiven', ...namesOf(listing), review, at }]);
  if (firstApproval.curatorId === review.curatorId)
    return reject('conflict', 'second-curator-needed', 'You have approved this; another curator of the agency must confirm it.');
  return ok([{ type: 'ListingPublished', facts: factsOf(listing), review, at }]);
};

const decided = (listing: LiveListing, decision: Decision): Result<readonly ListingEvent[]> => {
  const { review } = decision;
  if (review.decision === 'approve') return approved(listing, decision);
  if (review.reasons.length === 0 && review.note.trim() === '') {
    return reject('invalid', 'reason-required', 'Who is refused must learn why: give a reason for a field, or a note.');
  }
  const type = review.decision === 'return' ? 'ListingReturned' : 'ListingRejected';
  return ok([{ type, ...namesOf(listing), review, at: review.at }]);
};

/** `twoCurators`: the category asks for four eyes, so the first approval waits for the second; one curator returns or rejects alone. */
export type Decision = { readonly review: Review; readonly twoCurators: boolean };

export const decideReviewListing = (listing: Listing, decision: Decision): Result<readonly ListingEvent[]> => {
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
      return decided(listing, decision);
  }
};
