import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber } from '../shapes.ts';

/** The seller said yes. */
export const sellerOrderAcceptedV1 = defineEvent({
  type: 'seller-order.accepted.v1',
  topic: 'order.events',
  data: z.object({ orderId: id, orderNumber, sellerOrderId: id, sellerId: id, buyerId: id }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
  },
});
