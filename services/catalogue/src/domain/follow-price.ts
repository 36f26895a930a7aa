import { ok, type Result } from '@wadah/kit';
import { listingNotFound } from './edit-listing.ts';
import { factsOf, withPrice, type Listing, type ListingEvent } from './listing.ts';

export type FollowPrice = { readonly variantId: string; readonly priceRupiah: number; readonly priceSequence: number; readonly at: Date };

/** The listing's copy takes the stock document's price, and only a newer one. */
export const decideFollowPrice = (listing: Listing, command: FollowPrice): Result<readonly ListingEvent[]> => {
  if (listing.status === 'absent') return listingNotFound();
  if (listing.status === 'deleted') return ok([]);
  const variant = listing.variants.find(({ variantId }) => variantId === command.variantId);
  if (variant === undefined || (variant.priceSequence ?? 0) >= command.priceSequence) return ok([]);
  const { at, ...price } = command;
  const followed: ListingEvent = { type: 'PriceFollowed', ...command };
  if (listing.status !== 'published') return ok([followed]);
  return ok([followed, { type: 'ListingChanged', facts: factsOf(withPrice(listing, price)), at }]);
};
