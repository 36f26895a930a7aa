import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadOwnListing } from '../../app/read-listings.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toRecordView } from './listing.view.ts';

export const getSellerListingRoute = (read: ReadOwnListing) =>
  route({
    operation: 'getSellerListing',
    method: 'get',
    path: '/v1/sellers/{sellerId}/listings/{listingId}',
    summary: 'Read a listing of one’s own seller, with the reasons of its review',
    tags: ['sellers'],
    auth: sellerAuth,
    params: z.object({ sellerId: idSchema, listingId: idSchema }),
    responses: { 200: listingRecordSchema },
    problems: ['listing-not-found'],
    handle: ({ params, actor }) => read(callerOf(actor, 'listings:write'), params),
    view: toRecordView,
    etag: recordEtag,
  });
