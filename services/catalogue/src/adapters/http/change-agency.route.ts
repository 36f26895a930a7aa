import { route } from '@wadah/http';
import { z } from 'zod';
import type { ChangeAgencyUseCase } from '../../app/curate-categories.ts';
import { agencySchema, toAgencyView } from './agency.view.ts';
import { idSchema, nameSchema, present } from './input.schemas.ts';

export const changeAgencyRoute = (change: ChangeAgencyUseCase) =>
  route({
    operation: 'changeAgency',
    method: 'patch',
    path: '/v1/agencies/{agencyId}',
    summary: 'Rename an agency',
    tags: ['staff'],
    auth: { role: ['operator'] },
    params: z.object({ agencyId: idSchema }),
    body: z.object({ name: nameSchema.optional() }),
    ifMatch: 'optional',
    responses: { 200: agencySchema },
    problems: ['agency-not-found'],
    handle: ({ params, body, actor, ifMatch }) => change(params.agencyId, { ...present({ ...body, ifMatch }), actorId: actor.id }),
    view: ({ state }) => toAgencyView(state),
    etag: ({ version }) => version,
  });
