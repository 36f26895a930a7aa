import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber } from '../shapes.ts';

/** An operator must decide. */
export const sellerOrderContestedV1 = defineEvent({
  type: 'seller-order.contested.v1',
  topic: 'order.events',
  data: z.object({
    orderId: id,
    orderNumber,
    sellerOrderId: id,
    sellerId: id,
    buyerId: id,
    reason: openEnum(['not_received', 'not_delivered', 'not_picked_up', 'not_served']),
  }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    reason: 'not_delivered',
  },
});
