import type { Now, Result } from '@wadah/kit';
import { asCurator, notOwnCase, type Caller } from '../domain/access.ts';
import type { Listing, Review } from '../domain/listing.ts';
import { decideReviewListing } from '../domain/review-listing.ts';
import type { Listings, Versioned } from './ports.ts';
import type { ShowListing } from './show-listing.ts';

export type ReviewListing = {
  readonly listingId: string;
  readonly decision: Review['decision'];
  readonly reasons: Review['reasons'];
  readonly note: string;
  /** The version that the curator has read. */
  readonly ifMatch: number;
};

export type ReviewListingUseCase = (caller: Caller, command: ReviewListing) => Promise<Result<Versioned<Listing>>>;

export const reviewListing =
  (deps: { readonly listings: Listings; readonly show: ShowListing; readonly now: Now }): ReviewListingUseCase =>
  async (caller, { listingId, ifMatch, ...review }) => {
    const decide = asCurator(
      caller,
      notOwnCase(caller, (listing) => decideReviewListing(listing, { ...review, curatorId: caller.id, at: deps.now() })),
    );
    const reviewed = await deps.listings.updateVersioned(listingId, decide, { expectedVersion: ifMatch });
    if (reviewed.ok) await deps.show(listingId);
    return reviewed;
  };
