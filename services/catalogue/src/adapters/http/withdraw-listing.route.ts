import { route } from '@wadah/http';
import { z } from 'zod';
import type { AnswerMoved } from '../../app/read-listings.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toRecordView } from './listing.view.ts';

export const withdrawListingRoute = (withdraw: AnswerMoved) =>
  route({
    operation: 'withdrawListing',
    method: 'post',
    path: '/v1/listings/{listingId}/withdrawal',
    summary: 'Take a listing off sale',
    tags: ['listings'],
    auth: sellerAuth,
    params: z.object({ listingId: idSchema }),
    ifMatch: 'optional',
    responses: { 200: listingRecordSchema },
    problems: ['listing-not-found', 'listing-state'],
    handle: ({ params, actor, ifMatch }) => withdraw(callerOf(actor, 'listings:write'), params.listingId, ifMatch),
    view: toRecordView,
    etag: recordEtag,
  });
