import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, orderNumber, quantityLine, rupiah } from '../shapes.ts';

/** This seller’s part is off; payment refunds exactly it, and catalogue restocks it when `restock` is true. */
export const sellerOrderCancelledV1 = defineEvent({
  type: 'seller-order.cancelled.v1',
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
    reason: openEnum(['out_of_stock', 'damaged', 'seller_other', 'buyer_withdrew', 'not_accepted', 'not_shipped', 'decision']),
    restock: z.boolean(),
    countedAgainstSeller: z.boolean(),
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
    reason: 'out_of_stock',
    restock: false,
    countedAgainstSeller: false,
  },
});
