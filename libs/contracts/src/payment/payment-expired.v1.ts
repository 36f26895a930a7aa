import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber } from '../shapes.ts';

/** The provider says that the buyer did not pay in time. */
export const paymentExpiredV1 = defineEvent({
  type: 'payment.expired.v1',
  topic: 'payment.events',
  data: z.object({ paymentId: id, orderId: id, orderNumber, buyerId: id }),
  example: {
    paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
  },
});
