import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The listing is off sale. */
export const listingUnpublishedV1 = defineEvent({
  type: 'listing.unpublished.v1',
  topic: 'catalogue.events',
  data: z.object({ listingId: id, sellerId: id, agencyId: id }),
  example: {
    listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007',
  },
});
