import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber, rupiah, sellerOrderAmounts } from '../shapes.ts';

/** The whole amount is captured; stock is committed and sellers are told. */
export const orderPaidV1 = defineEvent({
  type: 'order.paid.v1',
  topic: 'order.events',
  data: z.object({
    orderId: id,
    orderNumber,
    buyerId: id,
    paymentId: id,
    totalRupiah: rupiah,
    sellerOrders: z.array(sellerOrderAmounts).min(1).max(40),
  }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
    totalRupiah: 79_000,
    sellerOrders: [
      {
        sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
        sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
        goodsRupiah: 64_000,
        shippingRupiah: 15_000,
        taxRupiah: 0,
      },
    ],
  },
});
