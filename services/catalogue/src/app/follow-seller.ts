import { faceOf, type Cards } from './show-listing.ts';
import type { Sellers, Stocks } from './ports.ts';

export type FollowSeller = (sellerId: string) => Promise<void>;

/** Stock and cards follow the row as it stands now, so an event that comes late, or twice, writes nothing older. */
export const followSeller =
  ({ sellers, stocks, cards }: { readonly sellers: Sellers; readonly stocks: Stocks; readonly cards: Cards }): FollowSeller =>
  async (sellerId) => {
    const face = faceOf(await sellers.get(sellerId));
    await stocks.switchSeller({ sellerId }, face);
    await cards.face({ sellerId }, face);
  };
