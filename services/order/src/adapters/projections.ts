import { sellerMembersProjection, type Projection } from '@wadah/service';
import { listingConsumers } from './kafka/listing-projected.consumers.ts';
import { sellerConsumers } from './kafka/seller-projected.consumers.ts';
import { LISTINGS, SELLERS } from './mongo/market.index.ts';
import { listingRows, sellerRows } from './mongo/market.projection.ts';

/** What order copies of others, each of which can be filled anew. */
export const orderProjections: readonly Projection[] = [
  { name: LISTINGS, consumers: (mongo) => listingConsumers(listingRows(mongo)) },
  { name: SELLERS, consumers: (mongo) => sellerConsumers(sellerRows(mongo)) },
  sellerMembersProjection,
];
