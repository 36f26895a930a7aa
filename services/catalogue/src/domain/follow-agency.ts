import { ok, type Result } from '@wadah/kit';
import { factsOf, isLive, type Listing, type ListingEvent } from './listing.ts';

export type FollowAgency = { readonly categoryId: string; readonly agencyId: string; readonly at: Date };

/** The listing's copy of its category's agency, for what others are told; who may review asks the category itself. */
export const decideFollowAgency = (listing: Listing, { categoryId, agencyId, at }: FollowAgency): Result<readonly ListingEvent[]> => {
  if (!isLive(listing) || listing.categoryId !== categoryId || listing.agencyId === agencyId) return ok([]);
  const followed: ListingEvent = { type: 'AgencyFollowed', agencyId, at };
  if (listing.status !== 'published') return ok([followed]);
  return ok([followed, { type: 'ListingChanged', facts: factsOf({ ...listing, agencyId }), at }]);
};
