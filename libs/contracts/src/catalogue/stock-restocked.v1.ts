import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, quantity } from '../shapes.ts';

/** Goods of a cancelled seller order are on sale again. */
export const stockRestockedV1 = defineEvent({
  type: 'stock.restocked.v1',
  topic: 'catalogue.events',
  data: z.object({ variantId: id, listingId: id, orderId: id, sellerOrderId: id, quantity }),
  example: {
    variantId: 'var_0198c5a0-0000-7000-8000-000000000006',
    listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    quantity: 1,
  },
});
