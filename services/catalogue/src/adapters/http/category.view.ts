import { z } from 'zod';
import type { Category } from '../../domain/category.ts';
import { listingKinds } from '../../domain/listing.ts';

export const categorySchema = z.object({
  categoryId: z.string(),
  code: z.string(),
  agencyId: z.string(),
  parentId: z.string().optional(),
  name: z.object({ id: z.string(), en: z.string() }),
  kinds: z.array(z.enum(listingKinds)),
  secondCuratorFrom: z.string().optional(),
});

export const toCategoryView = (category: Category) => {
  if (category.status === 'absent') throw new Error('A category that is absent has no view.');
  const { categoryId, code, agencyId, parentId, name, kinds, secondCuratorFrom } = category;
  return { categoryId, code, agencyId, parentId, name, kinds, secondCuratorFrom };
};
