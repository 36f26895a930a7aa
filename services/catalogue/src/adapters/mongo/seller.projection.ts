import { projectionStore, type EventOrigin, type Mongo } from '@wadah/mongo';
import type { Sellers } from '../../app/ports.ts';
import { sells, type Seller } from '../../domain/seller.ts';

export type SellerProjection = Sellers & {
  /** Takes what an event says, if it is newer than the row; false when it is stale. */
  take(sellerId: string, event: EventOrigin, change: Partial<Omit<Seller, 'sequence'>>): Promise<boolean>;
};

export const sellerProjection = (mongo: Mongo): SellerProjection => {
  const rows = projectionStore<Seller>({ mongo, collection: 'sellers' });
  return {
    get: (sellerId) => rows.get(sellerId),
    notSelling: async (sellerIds) => {
      const found = await rows.find({ _id: { $in: [...sellerIds] } }, { limit: sellerIds.length });
      const selling = new Set(found.filter(sells).map(({ _id }) => _id));
      return new Set(sellerIds.filter((sellerId) => !selling.has(sellerId)));
    },
    take: (sellerId, event, change) => rows.take(sellerId, event, { set: { ...change, sequence: event.sequence } }),
  };
};
