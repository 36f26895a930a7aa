import { listOf, pageView, route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import { regions, regionsAsOf } from '../../domain/regions.ts';

const regionSchema = z.object({ code: z.string(), name: z.string(), kind: z.enum(['kabupaten', 'kota']), seat: z.string() });

export const listRegionsRoute = () =>
  route({
    operation: 'listRegions',
    method: 'get',
    path: '/v1/regions',
    summary: 'List the regencies and cities',
    tags: ['listings'],
    auth: 'open',
    cache: { maxAgeSeconds: 3600 },
    responses: { 200: listOf(regionSchema).extend({ asOf: z.iso.date() }) },
    handle: () => ok({ items: regions }),
    view: (page, request) => ({ ...pageView(page, request, (region) => region), asOf: regionsAsOf }),
  });
