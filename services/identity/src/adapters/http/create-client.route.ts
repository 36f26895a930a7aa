import { route } from '@wadah/http';
import { newId } from '@wadah/kit';
import { z } from 'zod';
import type { CreateClientUseCase } from '../../app/create-client.ts';
import { clientScopes } from '../../domain/client.ts';
import { personName } from './person.schema.ts';

export const createClientRoute = (create: CreateClientUseCase) =>
  route({
    operation: 'createClient',
    method: 'post',
    path: '/v1/clients',
    summary: 'Make a client for another program: a seller’s owner with scopes, an operator without. The secret is shown once.',
    tags: ['staff'],
    auth: 'signed_in',
    confirmation: 'required',
    newId: () => newId('cli'),
    secret: true,
    body: z.strictObject({
      name: personName,
      scopes: z.array(z.enum(clientScopes)).max(clientScopes.length),
      organisationId: z.string().min(3).max(80).optional(),
    }),
    responses: { 201: z.object({ clientId: z.string(), clientSecret: z.string() }) },
    problems: ['organisation-not-found', 'scopes-of-sellers', 'already-done'],
    handle: ({ id, body: { organisationId, name, scopes }, actor }) => {
      const owner = organisationId === undefined ? {} : { organisationId };
      return create({ clientId: id, name, scopes: [...new Set(scopes)], ...owner, createdBy: actor.id, roles: actor.roles });
    },
    location: ({ clientId }) => `/v1/clients/${clientId}`,
  });
