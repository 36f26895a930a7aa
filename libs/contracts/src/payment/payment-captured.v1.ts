import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber, rupiah } from '../shapes.ts';

/** The provider has the whole amount. `late` says that the payment had ended before, so it is refunded whole. */
export const paymentCapturedV1 = defineEvent({
  type: 'payment.captured.v1',
  topic: 'payment.events',
  data: z.object({ paymentId: id, orderId: id, orderNumber, buyerId: id, amountRupiah: rupiah, late: z.boolean() }),
  example: {
    paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    amountRupiah: 79_000,
    late: false,
  },
});
