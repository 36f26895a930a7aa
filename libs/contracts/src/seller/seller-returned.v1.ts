import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** A curator sent the application back; the reasons are asked of seller. */
export const sellerReturnedV1 = defineEvent({
  type: 'seller.returned.v1',
  topic: 'seller.events',
  data: z.object({ sellerId: id, agencyId: id }),
  example: { sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003', agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007' },
});
