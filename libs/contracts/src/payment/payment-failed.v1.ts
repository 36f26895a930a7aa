import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber } from '../shapes.ts';

/** The charge was refused, or another amount arrived, which is refunded whole. */
export const paymentFailedV1 = defineEvent({
  type: 'payment.failed.v1',
  topic: 'payment.events',
  data: z.object({ paymentId: id, orderId: id, orderNumber, buyerId: id, reason: openEnum(['provider_refused', 'amount_mismatch']) }),
  example: {
    paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    reason: 'provider_refused',
  },
});
