import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderLine, orderNumber, time } from '../shapes.ts';

/** A buyer placed the order; catalogue reserves every line or none. */
export const orderPlacedV1 = defineEvent({
  type: 'order.placed.v1',
  topic: 'order.events',
  data: z.object({ orderId: id, orderNumber, buyerId: id, lines: z.array(orderLine).min(1).max(50), placedAt: time }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    lines: [
      {
        variantId: 'var_0198c5a0-0000-7000-8000-000000000006',
        listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
        sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
        quantity: 2,
        unitPriceRupiah: 32_000,
      },
    ],
    placedAt: '2026-11-24T08:00:00.000Z',
  },
});
