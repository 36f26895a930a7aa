import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadListing } from '../../app/read-listings.ts';
import { callerOf } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toCaseView } from './listing.view.ts';

export const getCurationListingRoute = (read: ReadListing) =>
  route({
    operation: 'getCurationListing',
    method: 'get',
    path: '/v1/curation/listings/{listingId}',
    summary: 'Read a listing as the category’s curator',
    tags: ['listings'],
    auth: 'signed_in',
    params: z.object({ listingId: idSchema }),
    responses: { 200: listingRecordSchema },
    problems: ['listing-not-found'],
    handle: ({ params, actor }) => read(callerOf(actor), params.listingId),
    view: toCaseView,
    etag: recordEtag,
  });
