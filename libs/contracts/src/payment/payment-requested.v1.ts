import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber, paymentMethod, rupiah, time } from '../shapes.ts';

/** The provider waits for the buyer’s money; here is how to pay. */
export const paymentRequestedV1 = defineEvent({
  type: 'payment.requested.v1',
  topic: 'payment.events',
  data: z.object({
    paymentId: id,
    orderId: id,
    orderNumber,
    buyerId: id,
    paymentMethod,
    amountRupiah: rupiah,
    vaNumber: z.string().max(40).optional(),
    qrString: z.string().max(1000).optional(),
    expiresAt: time,
  }),
  example: {
    paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    paymentMethod: 'va_banten',
    amountRupiah: 79_000,
    vaNumber: '1370000012345678',
    expiresAt: '2026-11-24T08:00:00.000Z',
  },
});
