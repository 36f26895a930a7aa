import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber, rupiah } from '../shapes.ts';

/** Money is owed back to the buyer. */
export const refundRequestedV1 = defineEvent({
  type: 'refund.requested.v1',
  topic: 'payment.events',
  data: z.object({
    refundId: id,
    paymentId: id,
    orderId: id,
    orderNumber,
    buyerId: id,
    sellerOrderId: id.optional(),
    amountRupiah: rupiah,
    reason: openEnum(['seller_order_cancelled', 'late_capture', 'order_ended', 'amount_mismatch']),
  }),
  example: {
    refundId: 'ref_0198c5a0-0000-7000-8000-000000000002',
    paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    amountRupiah: 79_000,
    reason: 'seller_order_cancelled',
  },
});
