import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** Someone applied to sell; the founder becomes the organisation’s first owner. */
export const sellerAppliedV1 = defineEvent({
  type: 'seller.applied.v1',
  topic: 'seller.events',
  data: z.object({ sellerId: id, agencyId: id, founderAccountId: id, again: z.boolean() }),
  example: {
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007',
    founderAccountId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    again: false,
  },
});
