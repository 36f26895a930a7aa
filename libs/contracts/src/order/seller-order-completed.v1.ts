import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber, rupiah } from '../shapes.ts';

/** The buyer has the goods, or said nothing in time; escrow is released. */
export const sellerOrderCompletedV1 = defineEvent({
  type: 'seller-order.completed.v1',
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
    by: openEnum(['receipt', 'pick_up_code', 'time', 'decision']),
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
    by: 'receipt',
  },
});
