import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber, rejectedLine } from '../shapes.ts';

/** The order could not be had; nothing was charged. */
export const orderRejectedV1 = defineEvent({
  type: 'order.rejected.v1',
  topic: 'order.events',
  data: z.object({
    orderId: id,
    orderNumber,
    buyerId: id,
    reason: openEnum(['insufficient_stock', 'price_changed', 'not_on_sale', 'timeout']),
    lines: z.array(rejectedLine).max(50),
  }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    reason: 'insufficient_stock',
    lines: [{ variantId: 'var_0198c5a0-0000-7000-8000-000000000006', fault: 'insufficient_stock', requested: 2, available: 1 }],
  },
});
