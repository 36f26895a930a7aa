import type { Now } from '@wadah/kit';
import type { Mongo } from '@wadah/mongo';
import { sellerMemberRows } from '@wadah/service';
import { agencyStore } from './adapters/mongo/agency.store.ts';
import { cardStore } from './adapters/mongo/card.store.ts';
import { categoryStore } from './adapters/mongo/category.store.ts';
import { listingStore } from './adapters/mongo/listing.store.ts';
import { reservationStore } from './adapters/mongo/reservation.store.ts';
import { sellerProjection } from './adapters/mongo/seller.projection.ts';
import { stockStore } from './adapters/mongo/stock.store.ts';

/** Everything that catalogue keeps. */
export type Stores = ReturnType<typeof openStores>;

export const openStores = (parts: { readonly mongo: Mongo; readonly now: Now }) => {
  const { mongo } = parts;
  return {
    agencies: agencyStore(parts),
    categories: categoryStore(parts),
    listings: listingStore(parts),
    stocks: stockStore(parts),
    reservations: reservationStore(parts),
    sellers: sellerProjection(mongo),
    memberRows: sellerMemberRows(mongo),
    cards: cardStore(mongo),
  };
};
