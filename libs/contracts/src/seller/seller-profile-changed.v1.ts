import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { deliveryMethods, id, publicText, regency, sellerLevel } from '../shapes.ts';

/** What others project of a seller has changed: name, delivery methods, regency. */
export const sellerProfileChangedV1 = defineEvent({
  type: 'seller.profile-changed.v1',
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
