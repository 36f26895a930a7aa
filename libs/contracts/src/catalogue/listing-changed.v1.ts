import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, listingKind, listingVariant, publicText } from '../shapes.ts';

/** A published listing’s copy has changed, its prices among it. */
export const listingChangedV1 = defineEvent({
  type: 'listing.changed.v1',
  topic: 'catalogue.events',
  data: z.object({
    listingId: id,
    sellerId: id,
    agencyId: id,
    categoryId: id,
    kind: listingKind,
    title: publicText,
    variants: z.array(listingVariant).min(1).max(100),
  }),
  example: {
    listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
    sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007',
    categoryId: 'cat_0198c5a0-0000-7000-8000-000000000008',
    kind: 'goods',
    title: 'Gula aren cetak 1 kg',
    variants: [
      { variantId: 'var_0198c5a0-0000-7000-8000-000000000006', sku: 'GULA-1KG', name: '1 kg', priceRupiah: 32_000, weightGrams: 1000 },
    ],
  },
});
