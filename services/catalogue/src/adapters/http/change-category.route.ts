import { route } from '@wadah/http';
import { z } from 'zod';
import type { ChangeCategoryUseCase } from '../../app/curate-categories.ts';
import { listingKinds } from '../../domain/listing.ts';
import { categorySchema, toCategoryView } from './category.view.ts';
import { idSchema, nameSchema, present } from './input.schemas.ts';

const bodySchema = z.object({
  name: z.strictObject({ id: nameSchema.optional(), en: nameSchema.optional() }).optional(),
  agencyId: idSchema.optional(),
  kinds: z.array(z.enum(listingKinds)).min(1).max(listingKinds.length).optional(),
  secondCuratorFrom: z.iso.date().nullable().optional(),
});

export const changeCategoryRoute = (change: ChangeCategoryUseCase) =>
  route({
    operation: 'changeCategory',
    method: 'patch',
    path: '/v1/categories/{categoryId}',
    summary: 'Rename a category, move it and its queue to another agency, or say what it takes and who must agree',
    tags: ['staff'],
    auth: { role: ['operator'] },
    params: z.object({ categoryId: idSchema }),
    body: bodySchema,
    ifMatch: 'optional',
    responses: { 200: categorySchema },
    problems: ['category-not-found', 'agency-not-found'],
    handle: ({ params, body: { name, ...body }, actor, ifMatch }) =>
      change(params.categoryId, {
        ...present({ ...body, ifMatch }),
        ...(name === undefined ? {} : { name: present(name) }),
        actorId: actor.id,
      }),
    view: ({ state }) => toCategoryView(state),
    etag: ({ version }) => version,
  });
