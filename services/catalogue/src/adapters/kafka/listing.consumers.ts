import { listingChangedV1, listingPublishedV1, listingUnpublishedV1, stockRepricedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { FollowListing } from '../../app/follow-listing.ts';
import type { FollowPriceUseCase } from '../../app/follow-price.ts';
import type { ShowListing } from '../../app/show-listing.ts';

/** Catalogue's own events: one aggregate follows another through them, never in one write. */
export const listingConsumers = (uses: {
  readonly followListing: FollowListing;
  readonly followPrice: FollowPriceUseCase;
  readonly show: ShowListing;
}): readonly Consumer[] => [
  consumer(listingPublishedV1, ({ data: { listingId, sellerId, variants }, sequence }) =>
    uses.followListing({ listingId, sellerId, onSale: variants.map(({ variantId }) => variantId), sequence }),
  ),
  consumer(listingUnpublishedV1, ({ data: { listingId, sellerId }, sequence }) =>
    uses.followListing({ listingId, sellerId, onSale: [], sequence }),
  ),
  consumer(listingChangedV1, ({ data }) => uses.show(data.listingId)),
  consumer(stockRepricedV1, ({ data: { listingId, variantId, newPriceRupiah }, sequence }) =>
    uses.followPrice({ listingId, variantId, priceRupiah: newPriceRupiah, priceSequence: sequence }),
  ),
];
