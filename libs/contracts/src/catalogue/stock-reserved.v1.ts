import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** Every line of the order is held. */
export const stockReservedV1 = defineEvent({
  type: 'stock.reserved.v1',
  topic: 'catalogue.events',
  data: z.object({ reservationId: id, orderId: id }),
  example: { reservationId: 'res_0198c5a0-0000-7000-8000-000000000001', orderId: 'ord_0198c5a0-0000-7000-8000-000000000001' },
});
