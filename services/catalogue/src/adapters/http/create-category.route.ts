import { route } from '@wadah/http';
import { newId } from '@wadah/kit';
import { z } from 'zod';
import type { CreateCategoryUseCase } from '../../app/curate-categories.ts';
import { listingKinds } from '../../domain/listing.ts';
import { categorySchema, toCategoryView } from './category.view.ts';
import { codeSchema, idSchema, nameSchema } from './input.schemas.ts';

const bodySchema = z.object({
  code: codeSchema,
  agencyId: idSchema,
  parentId: idSchema.optional(),
  name: z.strictObject({ id: nameSchema, en: nameSchema }),
  kinds: z.array(z.enum(listingKinds)).min(1).max(listingKinds.length),
});

export const createCategoryRoute = (create: CreateCategoryUseCase) =>
  route({
    operation: 'createCategory',
    method: 'post',
    path: '/v1/categories',
    summary: 'Add a category under an agency',
    tags: ['staff'],
    auth: { role: ['operator'] },
    body: bodySchema,
    newId: () => newId('cat'),
    responses: { 201: categorySchema },
    problems: ['agency-not-found', 'category-not-found', 'category-code-taken', 'category-too-deep'],
    handle: ({ id, actor, body: { parentId, ...body } }) =>
      create({ categoryId: id, actorId: actor.id, ...body, ...(parentId === undefined ? {} : { parentId }) }),
    view: ({ state }) => toCategoryView(state),
    etag: ({ version }) => version,
    location: () => '/v1/categories',
  });
