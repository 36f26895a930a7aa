import { listOf, listQuery, pageOf, pageView, route, type Page } from '@wadah/http';
import { ok, type Result } from '@wadah/kit';
import { z } from 'zod';
import type { readPublicSeller, SellerSearch } from '../../app/read-sellers.ts';
import type { LiveSeller } from '../../domain/seller.ts';
import { publicSellerSchema, regency, sellerId } from './seller.schema.ts';
import { toPublicSeller } from './seller.view.ts';
import { windowOf } from './window.ts';

export const listSellersRoute = (search: SellerSearch) =>
  route({
    operation: 'listSellers',
    method: 'get',
    path: '/v1/sellers',
    summary: 'Verified sellers.',
    tags: ['sellers'],
    auth: 'open',
    query: z.strictObject({ regency: regency.optional(), ...listQuery }),
    responses: { 200: listOf(publicSellerSchema) },
    cache: { maxAgeSeconds: 5 },
    handle: async ({ query, position }): Promise<Result<Page<LiveSeller>>> => {
      const found = await search.inRegency(query.regency, windowOf(query.limit, position));
      return ok(pageOf(found, query.limit, (seller) => [seller.sellerId]));
    },
    view: (page, request) => pageView(page, request, toPublicSeller),
  });

export const readSellerRoute = (read: ReturnType<typeof readPublicSeller>) =>
  route({
    operation: 'readSeller',
    method: 'get',
    path: '/v1/sellers/{sellerId}',
    summary: 'The store of one verified seller.',
    tags: ['sellers'],
    auth: 'open',
    params: z.strictObject({ sellerId }),
    responses: { 200: publicSellerSchema },
    problems: ['seller-not-found'],
    cache: { maxAgeSeconds: 5 },
    handle: ({ params }) => read(params.sellerId),
    view: ({ seller }) => toPublicSeller(seller),
    etag: ({ version }) => version,
  });
