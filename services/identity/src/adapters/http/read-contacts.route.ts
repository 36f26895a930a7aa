import { listOf, route } from '@wadah/http';
import { z } from 'zod';
import type { ReadContactUseCase, ReadOrganisationContactsUseCase } from '../../app/read-contacts.ts';
import { memberRoles } from '../../domain/roles.ts';
import { idSchema, localeSchema } from './person.schema.ts';

const contactSchema = z.object({ accountId: z.string(), email: z.string(), name: z.string(), locale: localeSchema });

export const readContactRoute = (read: ReadContactUseCase) =>
  route({
    operation: 'readContact',
    method: 'get',
    path: '/internal/accounts/{accountId}/contact',
    summary: 'Where a person is reached.',
    tags: ['internal'],
    auth: { internal: 'internal:contacts.read' },
    params: z.strictObject({ accountId: idSchema('acc') }),
    responses: { 200: contactSchema },
    problems: ['account-not-found'],
    handle: ({ params }) => read(params.accountId),
  });

export const readOrganisationContactsRoute = (read: ReadOrganisationContactsUseCase) =>
  route({
    operation: 'readOrganisationContacts',
    method: 'get',
    path: '/internal/organisations/{organisationId}/contacts',
    summary: 'Where the members of an organisation are reached, or those in one role; at most two hundred.',
    tags: ['internal'],
    auth: { internal: 'internal:contacts.read' },
    params: z.strictObject({ organisationId: z.string().min(3).max(80) }),
    query: z.strictObject({ role: z.enum(memberRoles).optional() }),
    responses: { 200: listOf(contactSchema.extend({ role: z.enum(memberRoles) })) },
    problems: ['organisation-not-found'],
    handle: ({ params, query }) => read(params.organisationId, query.role),
    view: (items) => ({ items, nextCursor: null }),
  });
