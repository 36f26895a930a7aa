import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadReview } from '../../app/read-listings.ts';
import { idSchema } from './input.schemas.ts';
import { reviewSchema, toReviewView } from './listing.view.ts';

/** For notification: texts that people typed never enter an event, so it asks for them when it writes the mail. */
export const getListingReviewRoute = (read: ReadReview) =>
  route({
    operation: 'getListingReview',
    method: 'get',
    path: '/internal/listings/{listingId}/review',
    auth: { internal: 'internal:reviews.read' },
    params: z.object({ listingId: idSchema }),
    responses: { 200: z.object({ title: z.string(), ...reviewSchema.shape }) },
    problems: ['listing-not-found', 'review-not-found'],
    handle: ({ params }) => read(params.listingId),
    view: ({ title, review }) => ({ title, ...toReviewView(review) }),
  });
