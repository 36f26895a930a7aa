import { projectionStore, type EventOrigin, type Mongo } from '@wadah/mongo';
import type { Sellers } from '../../app/ports.ts';

type SellerRow = { readonly transfersHeldUntil?: Date };

/** Which sellers there are, and until when nothing is transferred to them. */
export const sellerProjection = (mongo: Mongo) => {
  const rows = projectionStore<SellerRow>({ mongo, collection: 'sellers' });
  const sellers: Sellers = {
    find: async (sellerId) => {
      const row = await rows.get(sellerId);
      if (row === undefined) return undefined;
      return row.transfersHeldUntil === undefined ? {} : { transfersHeldUntil: row.transfersHeldUntil };
    },
  };
  return {
    sellers,
    takeApplied: async (sellerId: string, event: EventOrigin) => {
      await rows.take(sellerId, event, {});
    },
    takeAccountChanged: async (sellerId: string, event: EventOrigin, transfersHeldUntil: Date | undefined) => {
      await rows.take(
        sellerId,
        event,
        transfersHeldUntil === undefined ? { unset: ['transfersHeldUntil'] } : { set: { transfersHeldUntil } },
      );
    },
  };
};

export type SellerProjection = ReturnType<typeof sellerProjection>;
