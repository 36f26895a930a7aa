import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, rejectedLine, rejectionReason } from '../shapes.ts';

/** No line of the order is held; each faulty line says why. */
export const stockRejectedV1 = defineEvent({
  type: 'stock.rejected.v1',
  topic: 'catalogue.events',
  data: z.object({ reservationId: id, orderId: id, reason: rejectionReason, lines: z.array(rejectedLine).max(50) }),
  example: {
    reservationId: 'res_0198c5a0-0000-7000-8000-000000000001',
    orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
    reason: 'insufficient_stock',
    lines: [{ variantId: 'var_0198c5a0-0000-7000-8000-000000000006', fault: 'insufficient_stock', requested: 2, available: 1 }],
  },
});
