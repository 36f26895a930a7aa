import { sellerMembersProjection, type Projection } from '@wadah/service';
import { sellerConsumers } from './kafka/seller.consumers.ts';
import { sellerProjection } from './mongo/seller.projection.ts';

/** The rows alone: what follows them, as stock that goes off sale, has followed already. */
const nothingFollows = async (): Promise<void> => undefined;

/** What catalogue copies of others, each of which can be filled anew. */
export const catalogueProjections: readonly Projection[] = [
  { name: 'sellers', consumers: (mongo) => sellerConsumers(sellerProjection(mongo).take, nothingFollows) },
  sellerMembersProjection,
];
