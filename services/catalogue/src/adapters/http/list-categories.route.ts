import { listOf, listQuery, pageView, route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { ReadDirectory } from '../../app/directory.ts';
import type { Category } from '../../domain/category.ts';
import { categorySchema, toCategoryView } from './category.view.ts';

export const listCategoriesRoute = (read: ReadDirectory<Category>) =>
  route({
    operation: 'listCategories',
    method: 'get',
    path: '/v1/categories',
    summary: 'List the categories with their parents',
    tags: ['listings'],
    auth: 'open',
    query: z.object(listQuery),
    cache: { maxAgeSeconds: 10 },
    responses: { 200: listOf(categorySchema) },
    handle: async ({ query, position }) => ok(await read({ limit: query.limit, position })),
    view: (page, request) => pageView(page, request, toCategoryView),
  });
