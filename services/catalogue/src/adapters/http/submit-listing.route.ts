import { route } from '@wadah/http';
import { z } from 'zod';
import type { AnswerMoved } from '../../app/read-listings.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toRecordView } from './listing.view.ts';

export const submitListingRoute = (submit: AnswerMoved) =>
  route({
    operation: 'submitListing',
    method: 'post',
    path: '/v1/listings/{listingId}/submission',
    summary: 'Submit a listing for review',
    tags: ['listings'],
    auth: sellerAuth,
    params: z.object({ listingId: idSchema }),
    ifMatch: 'optional',
    responses: { 200: listingRecordSchema },
    problems: ['listing-not-found', 'listing-state', 'departures-over', 'organisation-unknown', 'seller-suspended', 'seller-not-verified'],
    handle: ({ params, actor, ifMatch }) => submit(callerOf(actor, 'listings:write'), params.listingId, ifMatch),
    view: toRecordView,
    etag: recordEtag,
  });
