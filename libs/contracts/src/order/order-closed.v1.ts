import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber } from '../shapes.ts';

/** Every seller order has ended. */
export const orderClosedV1 = defineEvent({
  type: 'order.closed.v1',
  topic: 'order.events',
  data: z.object({ orderId: id, orderNumber, buyerId: id, outcome: openEnum(['completed', 'refunded', 'partly_refunded']) }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    outcome: 'completed',
  },
});
