import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadPublished } from '../../app/read-listings.ts';
import { idSchema } from './input.schemas.ts';
import { publishedEtag, publishedListingSchema, toPublishedView } from './listing.view.ts';

export const getListingRoute = (read: ReadPublished) =>
  route({
    operation: 'getListing',
    method: 'get',
    path: '/v1/listings/{listingId}',
    summary: 'Read a published listing',
    tags: ['listings'],
    auth: 'open',
    cache: { maxAgeSeconds: 5 },
    params: z.object({ listingId: idSchema }),
    responses: { 200: publishedListingSchema },
    problems: ['listing-not-found'],
    handle: ({ params }) => read(params.listingId),
    view: toPublishedView,
    etag: publishedEtag,
  });
