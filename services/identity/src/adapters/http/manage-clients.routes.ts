import { listOf, listQuery, pageOf, pageView, route } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { CloseClientUseCase, ListClientsUseCase, RenewSecretUseCase } from '../../app/manage-clients.ts';
import { clientScopes, type OpenClient } from '../../domain/client.ts';
import { actingOf } from './members.routes.ts';
import { idSchema, organisationIdSchema } from './person.schema.ts';

const clientSchema = z.object({
  clientId: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(clientScopes)),
  organisationId: z.string().optional(),
  createdAt: z.iso.datetime(),
});

const toView = ({ clientId, name, scopes, organisationId, createdAt }: OpenClient) => ({
  clientId,
  name,
  scopes,
  ...(organisationId === undefined ? {} : { organisationId }),
  createdAt,
});

const params = z.strictObject({ clientId: idSchema('cli') });

export const listClientsRoute = (list: ListClientsUseCase) =>
  route({
    operation: 'listClients',
    method: 'get',
    path: '/v1/clients',
    summary: 'A seller’s clients for its owner; without a seller those of none, for operators and auditors. Never a secret.',
    tags: ['staff'],
    auth: 'signed_in',
    query: z.strictObject({ ...listQuery, organisationId: organisationIdSchema.optional() }),
    responses: { 200: listOf(clientSchema) },
    problems: ['organisation-not-found'],
    handle: async ({ query: { organisationId, limit }, actor, position }) => {
      const after = typeof position?.[0] === 'string' ? position[0] : undefined;
      const found = await list({ organisationId, after, limit: limit + 1, acting: actingOf(actor) });
      return mapResult(found, (items) => pageOf(items, limit, ({ clientId }) => [clientId]));
    },
    view: (page, request) => pageView(page, request, toView),
  });

export const renewClientSecretRoute = (renew: RenewSecretUseCase) =>
  route({
    operation: 'renewClientSecret',
    method: 'post',
    path: '/v1/clients/{clientId}/secret',
    summary: 'Another secret, shown once; the old one is dead at once.',
    tags: ['staff'],
    auth: 'signed_in',
    confirmation: 'required',
    secret: true,
    secretOf: ({ params: { clientId } }) => clientId,
    params,
    responses: { 200: z.object({ clientId: z.string(), clientSecret: z.string() }) },
    problems: ['client-not-found', 'already-done'],
    handle: ({ params: { clientId }, actor }) => renew(clientId, actingOf(actor)),
  });

export const closeClientRoute = (close: CloseClientUseCase) =>
  route({
    operation: 'closeClient',
    method: 'delete',
    path: '/v1/clients/{clientId}',
    summary: 'End a client: its secret and its tokens are refused.',
    tags: ['staff'],
    auth: 'signed_in',
    confirmation: 'required',
    params,
    responses: { 204: null },
    problems: ['client-not-found'],
    handle: ({ params: { clientId }, actor }) => close(clientId, actingOf(actor)),
  });
