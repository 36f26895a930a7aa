import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, rupiah } from '../shapes.ts';

/** The variant’s price has changed; catalogue itself consumes this for the listing’s copy. */
export const stockRepricedV1 = defineEvent({
  type: 'stock.repriced.v1',
  topic: 'catalogue.events',
  data: z.object({ variantId: id, listingId: id, oldPriceRupiah: rupiah, newPriceRupiah: rupiah }),
  example: {
    variantId: 'var_0198c5a0-0000-7000-8000-000000000006',
    listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
    oldPriceRupiah: 32_000,
    newPriceRupiah: 34_000,
  },
});
