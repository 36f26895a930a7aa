import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, orderNumber, time } from '../shapes.ts';

/** A contested seller order has waited three days for an operator; the operators are reminded. */
export const sellerOrderDecisionOverdueV1 = defineEvent({
  type: 'seller-order.decision-overdue.v1',
  topic: 'order.events',
  data: z.object({ orderId: id, orderNumber, sellerOrderId: id, sellerId: id, buyerId: id, contestedAt: time }),
  example: {
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    orderNumber: 'WDH-20261124-7K3F9Q',
    sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    contestedAt: '2026-11-24T08:00:00.000Z',
  },
});
