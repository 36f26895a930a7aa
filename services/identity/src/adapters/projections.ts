import type { Projection } from '@wadah/service';
import { sellerStandingConsumers } from './kafka/seller.consumer.ts';
import { sellerStandings } from './mongo/seller-standing.projection.ts';

/** What identity copies of others, each of which can be filled anew. */
export const identityProjections: readonly Projection[] = [
  { name: 'seller_standings', consumers: (mongo) => sellerStandingConsumers(sellerStandings(mongo)) },
];
