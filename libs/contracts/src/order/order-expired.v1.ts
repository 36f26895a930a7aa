import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber } from '../shapes.ts';

/** The buyer did not pay in time. */
export const orderExpiredV1 = defineEvent({
  type: 'order.expired.v1',
  topic: 'order.events',
  data: z.object({ orderId: id, orderNumber, buyerId: id }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
  },
});
