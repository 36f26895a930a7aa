import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { code, deliveryMethod, id, orderNumber } from '../shapes.ts';

/** The goods are on their way. */
export const sellerOrderShippedV1 = defineEvent({
  type: 'seller-order.shipped.v1',
  topic: 'order.events',
  data: z.object({
    orderId: id,
    orderNumber,
    sellerOrderId: id,
    sellerId: id,
    buyerId: id,
    deliveryMethod,
    courier: code.optional(),
    trackingNumber: z.string().max(64).optional(),
  }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    deliveryMethod: 'courier',
    courier: 'jne',
    trackingNumber: 'JNE0012345678',
  },
});
