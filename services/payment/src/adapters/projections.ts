import type { Projection } from '@wadah/service';
import { sellerConsumers } from './kafka/seller.consumers.ts';
import { sellerProjection } from './mongo/seller.projection.ts';

/** What payment copies of others, each of which can be filled anew. */
export const paymentProjections: readonly Projection[] = [
  { name: 'sellers', consumers: (mongo) => sellerConsumers(sellerProjection(mongo)) },
];
