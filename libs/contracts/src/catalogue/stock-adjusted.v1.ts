import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The seller counted or corrected the stock; `byQuantity` is the difference. */
export const stockAdjustedV1 = defineEvent({
  type: 'stock.adjusted.v1',
  topic: 'catalogue.events',
  data: z.object({ variantId: id, listingId: id, sellerId: id, byQuantity: z.int(), availableQuantity: z.int().min(0) }),
  example: {
    variantId: 'var_0198c5a0-0000-7000-8000-000000000006',
    listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    byQuantity: 5,
    availableQuantity: 505,
  },
});
