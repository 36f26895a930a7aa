import type { Now, Result } from '@wadah/kit';
import { decideFollowPrice } from '../domain/follow-price.ts';
import type { Listing } from '../domain/listing.ts';
import type { Listings, Versioned } from './ports.ts';

export type PriceChanged = {
  readonly listingId: string;
  readonly variantId: string;
  readonly priceRupiah: number;
  readonly priceSequence: number;
};

export type FollowPriceUseCase = (change: PriceChanged) => Promise<Result<Versioned<Listing>>>;

export const followPrice =
  (listings: Listings, now: Now): FollowPriceUseCase =>
  ({ listingId, ...price }) =>
    listings.updateVersioned(listingId, (listing) => decideFollowPrice(listing, { ...price, at: now() }));
