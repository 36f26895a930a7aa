import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { code, id, listingKind, localisedText } from '../shapes.ts';

/** The category’s name, agency or kinds have changed. */
export const categoryChangedV1 = defineEvent({
  type: 'category.changed.v1',
  topic: 'catalogue.events',
  data: z.object({ categoryId: id, code, agencyId: id, parentId: id.optional(), name: localisedText, kinds: z.array(listingKind).min(1) }),
  example: {
    categoryId: 'cat_0198c5a0-0000-7000-8000-000000000008',
    code: 'madu',
    agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007',
    name: { id: 'Madu', en: 'Honey' },
    kinds: ['goods'],
  },
});
