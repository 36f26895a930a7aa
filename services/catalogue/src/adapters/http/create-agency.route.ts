import { route } from '@wadah/http';
import { newId } from '@wadah/kit';
import { z } from 'zod';
import type { CreateAgencyUseCase } from '../../app/curate-categories.ts';
import { agencySchema, toAgencyView } from './agency.view.ts';
import { codeSchema, nameSchema } from './input.schemas.ts';

export const createAgencyRoute = (create: CreateAgencyUseCase) =>
  route({
    operation: 'createAgency',
    method: 'post',
    path: '/v1/agencies',
    summary: 'Add an agency that curates categories',
    tags: ['staff'],
    auth: { role: ['operator'] },
    body: z.object({ code: codeSchema, name: nameSchema }),
    newId: () => newId('agy'),
    responses: { 201: agencySchema },
    problems: ['agency-code-taken'],
    handle: ({ id, body, actor }) => create({ agencyId: id, actorId: actor.id, ...body }),
    view: ({ state }) => toAgencyView(state),
    etag: ({ version }) => version,
    location: () => '/v1/agencies',
  });
