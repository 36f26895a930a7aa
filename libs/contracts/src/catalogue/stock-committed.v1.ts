import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The held goods are sold. */
export const stockCommittedV1 = defineEvent({
  type: 'stock.committed.v1',
  topic: 'catalogue.events',
  data: z.object({ reservationId: id, orderId: id }),
  example: { reservationId: 'res_0198c5a0-0000-7000-8000-000000000001', orderId: 'ord_0198c5a0-0000-7000-8000-000000000001' },
});
