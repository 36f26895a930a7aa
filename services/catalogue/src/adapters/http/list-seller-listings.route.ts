import { listOf, listQuery, pageView, route } from '@wadah/http';
import { z } from 'zod';
import type { ListOwnListings } from '../../app/read-listings.ts';
import { listingStatuses } from '../../domain/listing.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { listingRecordSchema, toRecordView } from './listing.view.ts';

export const listSellerListingsRoute = (list: ListOwnListings) =>
  route({
    operation: 'listSellerListings',
    method: 'get',
    path: '/v1/sellers/{sellerId}/listings',
    summary: 'List the listings of one’s own seller, in any state',
    tags: ['sellers'],
    auth: sellerAuth,
    params: z.object({ sellerId: idSchema }),
    query: z.object({ ...listQuery, status: z.enum(listingStatuses).optional() }),
    responses: { 200: listOf(listingRecordSchema) },
    problems: ['seller-not-found'],
    handle: ({ params, query: { status, limit }, position, actor }) =>
      list(callerOf(actor, 'listings:write'), params.sellerId, { status, limit, position }),
    view: (page, request) => pageView(page, request, toRecordView),
  });
