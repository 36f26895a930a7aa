import { newDecision, type Decision } from '@wadah/mongo';
import type { ListingEvent, Review } from '../../domain/listing.ts';

type ReviewedEvent = Extract<ListingEvent, { readonly review: Review }>;

const outcomes = {
  FirstApprovalGiven: { action: 'listing_approval_given', after: { status: 'submitted', approvals: 1 } },
  ListingPublished: { action: 'listing_published', after: { status: 'published' } },
  ListingReturned: { action: 'listing_returned', after: { status: 'returned' } },
  ListingRejected: { action: 'listing_rejected', after: { status: 'rejected' } },
} as const satisfies Record<ReviewedEvent['type'], object>;

const reasonOf = ({ note, reasons }: Review): string =>
  [note.trim(), ...reasons.map(({ field, reason }) => `${field}: ${reason}`)].filter((line) => line !== '').join('\n');

/** The record of a review; only what is submitted is reviewed, so that is what it was before. */
export const listingDecision = (event: ReviewedEvent): Decision => {
  const { type, review } = event;
  const { listingId, agencyId: copied } = type === 'ListingPublished' ? event.facts : event;
  // The listing's own is a copy, which may lag behind a category that has moved.
  const { agencyId = copied } = review;
  const { action, after } = outcomes[type];
  return newDecision({
    ...{ action, subjectId: listingId, actorId: review.curatorId, actorRole: 'curator', at: review.at, reason: reasonOf(review) },
    before: { status: 'submitted', agencyId },
    after,
  });
};
