import { z } from 'zod';
import { id, listingKind, listingVariant, publicText } from '../shapes.ts';

/** What is told of a listing on sale. */
export const listingFacts = {
  listingId: id,
  sellerId: id,
  agencyId: id,
  categoryId: id,
  kind: listingKind,
  title: publicText,
  variants: z.array(listingVariant).min(1).max(100),
};

export const listingExample: z.input<z.ZodObject<typeof listingFacts>> = {
  listingId: 'lst_0198c5a0-0000-7000-8000-000000000005',
  sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003',
  agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007',
  categoryId: 'cat_0198c5a0-0000-7000-8000-000000000008',
  kind: 'goods',
  title: 'Gula aren cetak 1 kg',
  variants: [
    { variantId: 'var_0198c5a0-0000-7000-8000-000000000006', sku: 'GULA-1KG', name: '1 kg', priceRupiah: 32_000, weightGrams: 1000 },
  ],
};
