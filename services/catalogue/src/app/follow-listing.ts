import type { Sellers, Stocks } from './ports.ts';
import { faceOf, type ShowListing } from './show-listing.ts';

export type ListingSwitched = {
  readonly listingId: string;
  readonly sellerId: string;
  readonly onSale: readonly string[];
  readonly sequence: number;
};

export type FollowListing = (change: ListingSwitched) => Promise<void>;

/** A listing's publication or withdrawal reaches its stock documents and its card. */
export const followListing =
  ({ stocks, sellers, show }: { readonly stocks: Stocks; readonly sellers: Sellers; readonly show: ShowListing }): FollowListing =>
  async ({ listingId, sellerId, onSale, sequence }) => {
    await stocks.switchListing(listingId, { onSale, sequence });
    // Stock documents that were opened while the seller's switch was being written learn it here at the latest.
    await stocks.switchSeller({ sellerId, listingId }, faceOf(await sellers.get(sellerId)));
    await show(listingId);
  };
