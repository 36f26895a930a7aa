import { sellerMembersProjection, type Projection } from '@wadah/service';
import { agencyConsumer } from './kafka/agency.consumer.ts';
import { agencyProjection } from './mongo/agency.projection.ts';

/** What seller copies of others, each of which can be filled anew. */
export const sellerProjections: readonly Projection[] = [
  { name: 'agencies', consumers: (mongo) => [agencyConsumer(agencyProjection(mongo))] },
  sellerMembersProjection,
];
