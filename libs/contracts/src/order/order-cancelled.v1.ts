import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber } from '../shapes.ts';

/** The order ended before it was paid. */
export const orderCancelledV1 = defineEvent({
  type: 'order.cancelled.v1',
  topic: 'order.events',
  data: z.object({ orderId: id, orderNumber, buyerId: id, reason: openEnum(['buyer_request', 'no_instructions', 'payment_failed']) }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    reason: 'buyer_request',
  },
});
