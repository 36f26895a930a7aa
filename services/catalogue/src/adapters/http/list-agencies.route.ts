import { listOf, listQuery, pageView, route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { ReadDirectory } from '../../app/directory.ts';
import type { Agency } from '../../domain/agency.ts';
import { agencySchema, toAgencyView } from './agency.view.ts';

export const listAgenciesRoute = (read: ReadDirectory<Agency>) =>
  route({
    operation: 'listAgencies',
    method: 'get',
    path: '/v1/agencies',
    summary: 'List the agencies',
    tags: ['listings'],
    auth: 'open',
    query: z.object(listQuery),
    cache: { maxAgeSeconds: 10 },
    responses: { 200: listOf(agencySchema) },
    handle: async ({ query, position }) => ok(await read({ limit: query.limit, position })),
    view: (page, request) => pageView(page, request, toAgencyView),
  });
