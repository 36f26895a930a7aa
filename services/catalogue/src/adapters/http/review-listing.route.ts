import { route } from '@wadah/http';
import { z } from 'zod';
import type { AnswerRecord } from '../../app/read-listings.ts';
import type { ReviewListing } from '../../app/review-listing.ts';
import { callerOf } from './caller.ts';
import { idSchema } from './input.schemas.ts';
import { listingRecordSchema, recordEtag, toCaseView } from './listing.view.ts';

const reasonSchema = z.strictObject({
  field: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z][A-Za-z0-9_.]*$/),
  reason: z.string().trim().min(1).max(500),
});

const bodySchema = z.object({
  decision: z.enum(['approve', 'return', 'reject']),
  reasons: z.array(reasonSchema).max(20).default([]),
  note: z.string().trim().max(2_000).default(''),
});

export const reviewListingRoute = (review: AnswerRecord<ReviewListing>) =>
  route({
    operation: 'reviewListing',
    method: 'post',
    path: '/v1/listings/{listingId}/review',
    summary: 'Approve, return or reject a submitted listing; where the category asks for four eyes, a first approval waits for the second',
    tags: ['listings'],
    auth: 'signed_in',
    params: z.object({ listingId: idSchema }),
    body: bodySchema,
    ifMatch: 'required',
    responses: { 200: listingRecordSchema },
    problems: ['listing-not-found', 'own-case', 'listing-state', 'already-decided', 'reason-required', 'second-curator-needed'],
    handle: ({ params, body, actor, ifMatch = 0 }) => review(callerOf(actor), { listingId: params.listingId, ...body, ifMatch }),
    view: toCaseView,
    etag: recordEtag,
  });
