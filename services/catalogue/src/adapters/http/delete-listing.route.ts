import { route } from '@wadah/http';
import { z } from 'zod';
import type { MoveListing } from '../../app/move-listing.ts';
import { callerOf, sellerAuth } from './caller.ts';
import { idSchema } from './input.schemas.ts';

export const deleteListingRoute = (remove: MoveListing) =>
  route({
    operation: 'deleteListing',
    method: 'delete',
    path: '/v1/listings/{listingId}',
    summary: 'Delete a draft',
    tags: ['listings'],
    auth: sellerAuth,
    params: z.object({ listingId: idSchema }),
    ifMatch: 'optional',
    responses: { 204: null },
    problems: ['listing-not-found', 'listing-state', 'seller-suspended', 'seller-not-verified'],
    handle: ({ params, actor, ifMatch }) => remove(callerOf(actor, 'listings:write'), params.listingId, ifMatch),
  });
