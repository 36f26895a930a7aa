import { listOf, listQuery, pageView, route } from '@wadah/http';
import { z } from 'zod';
import type { ListForCuration } from '../../app/read-listings.ts';
import { listingStatuses } from '../../domain/listing.ts';
import { listingRecordSchema, toCaseView } from './listing.view.ts';

/** A draft is its seller's alone. */
const curated = listingStatuses.filter((status) => status !== 'draft');

export const listCurationListingsRoute = (list: ListForCuration) =>
  route({
    operation: 'listCurationListings',
    method: 'get',
    path: '/v1/curation/listings',
    summary: 'List what waits for one’s agencies, longest first',
    tags: ['listings'],
    auth: { role: ['curator'] },
    query: z.object({ ...listQuery, status: z.enum(curated).default('submitted') }),
    responses: { 200: listOf(listingRecordSchema) },
    handle: ({ query: { status, limit }, position, actor }) => {
      const agencyIds = actor.memberships.filter(({ role }) => role === 'curator').map(({ organisationId }) => organisationId);
      return list(agencyIds, { status, limit, position });
    },
    view: (page, request) => pageView(page, request, toCaseView),
  });
