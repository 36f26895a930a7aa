import type { Now, Result } from '@wadah/kit';
import { asCurator, notOwnCase, type Caller } from '../domain/access.ts';
import { needsSecondCurator } from '../domain/category.ts';
import { listingNotFound } from '../domain/edit-listing.ts';
import { isLive, type Listing, type Review } from '../domain/listing.ts';
import { decideReviewListing } from '../domain/review-listing.ts';
import type { Categories, Listings, Members, Versioned } from './ports.ts';
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

export type ReviewDeps = {
  readonly listings: Listings;
  readonly categories: Pick<Categories, 'load'>;
  readonly members: Members;
  readonly show: ShowListing;
  readonly now: Now;
};

/** Who is a party is asked of the projection too: a membership of a minute ago stands in no token yet. */
const knownCaller = async (members: Members, caller: Caller, sellerId: string): Promise<Caller> =>
  caller.standingAt(sellerId) === 'stranger' && (await members.has(sellerId, caller.id))
    ? { ...caller, standingAt: () => 'belongs' }
    : caller;

export const reviewListing =
  ({ listings, categories, members, show, now }: ReviewDeps): ReviewListingUseCase =>
  async (caller, { listingId, ifMatch, ...review }) => {
    const read = await listings.load(listingId);
    const category = isLive(read) ? await categories.load(read.categoryId) : { status: 'absent' as const };
    if (!isLive(read) || category.status === 'absent') return listingNotFound();
    const known = await knownCaller(members, caller, read.sellerId);
    const at = now();
    const decision = {
      review: { ...review, curatorId: caller.id, agencyId: category.agencyId, at },
      twoCurators: needsSecondCurator(category, at),
    };
    const decide = asCurator(
      known,
      category,
      notOwnCase(known, (listing) => decideReviewListing(listing, decision)),
    );
    const reviewed = await listings.updateVersioned(listingId, decide, { expectedVersion: ifMatch });
    if (reviewed.ok) await show(listingId);
    return reviewed;
  };
