import { projectionStore, type EventOrigin, type Mongo } from '@wadah/mongo';
import type { SellerStandings } from '../../app/ports.ts';

export type SellerStanding = { readonly verified: boolean };

export const sellerStandings = (mongo: Mongo) => {
  const rows = projectionStore<SellerStanding>({ mongo, collection: 'seller_standings' });
  const standings: SellerStandings = { isVerified: async (sellerId) => (await rows.get(sellerId))?.verified === true };
  return {
    standings,
    take: async (sellerId: string, event: EventOrigin, verified: boolean): Promise<void> => {
      await rows.take(sellerId, event, { set: { verified } });
    },
  };
};
