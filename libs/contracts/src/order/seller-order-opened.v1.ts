import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { deliveryMethod, id, orderNumber, quantityLine, rupiah, time } from '../shapes.ts';

/** A seller has goods to hand over and a day to say yes. */
export const sellerOrderOpenedV1 = defineEvent({
  type: 'seller-order.opened.v1',
  topic: 'order.events',
  data: z.object({
    orderId: id,
    orderNumber,
    sellerOrderId: id,
    sellerId: id,
    buyerId: id,
    goodsRupiah: rupiah,
    shippingRupiah: rupiah,
    taxRupiah: rupiah,
    lines: z.array(quantityLine).min(1).max(50),
    deliveryMethod,
    acceptBy: time,
  }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    goodsRupiah: 64_000,
    shippingRupiah: 15_000,
    taxRupiah: 0,
    lines: [{ variantId: 'var_0198c5a0-0000-7000-8000-000000000006', quantity: 2 }],
    deliveryMethod: 'courier',
    acceptBy: '2026-11-24T08:00:00.000Z',
  },
});
