import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { deliveryMethods, id, publicText, regency, sellerLevel } from '../shapes.ts';

/** The suspension is lifted. */
export const sellerReinstatedV1 = defineEvent({
  type: 'seller.reinstated.v1',
  topic: 'seller.events',
  data: z.object({ sellerId: id, agencyId: id, name: publicText, regency, level: sellerLevel, deliveryMethods: deliveryMethods }),
  example: {
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007',
    name: 'Batik Lebak Sejahtera',
    regency: '36.02',
    level: 'L1',
    deliveryMethods: [{ method: 'courier', priceRupiah: 15_000 }],
  },
});
