import { listingPublishedV1, listingRejectedV1, listingReturnedV1 } from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { toMembers, type Telling } from './telling.ts';

export const catalogueConsumers = (tell: Telling): readonly Consumer[] => [
  tell(listingPublishedV1, ({ listingId, sellerId, title }) => [
    { template: 'listing_published', facts: { listingId, sellerId, title }, ...toMembers(sellerId) },
  ]),
  tell(listingReturnedV1, ({ listingId, sellerId }) => [
    { template: 'listing_returned', facts: { listingId, sellerId }, ...toMembers(sellerId) },
  ]),
  tell(listingRejectedV1, ({ listingId, sellerId }) => [
    { template: 'listing_rejected', facts: { listingId, sellerId }, ...toMembers(sellerId) },
  ]),
];
