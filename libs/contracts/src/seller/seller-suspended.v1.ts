import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The seller may not sell until reinstated; what is paid is still fulfilled. */
export const sellerSuspendedV1 = defineEvent({
  type: 'seller.suspended.v1',
  topic: 'seller.events',
  data: z.object({ sellerId: id, agencyId: id }),
  example: { sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003', agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007' },
});
