import { listOf, listQuery, pageOf, pageView, route, type UserActor } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { Acting } from '../../app/acting.ts';
import type { ChangeMemberUseCase, ListMembersUseCase, RemoveMemberUseCase } from '../../app/members.ts';
import { memberRoles } from '../../domain/roles.ts';
import { idSchema, organisationIdSchema } from './person.schema.ts';

const memberSchema = z.object({
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(memberRoles),
  blocked: z.boolean(),
});

const oneMember = z.strictObject({ organisationId: organisationIdSchema, accountId: idSchema('acc') });

export const actingOf = ({ id, roles }: UserActor): Acting => ({ accountId: id, roles });

export const listMembersRoute = (list: ListMembersUseCase) =>
  route({
    operation: 'listMembers',
    method: 'get',
    path: '/v1/organisations/{organisationId}/members',
    summary: 'Who belongs to an organisation, with their roles.',
    tags: ['staff'],
    auth: 'signed_in',
    params: z.strictObject({ organisationId: organisationIdSchema }),
    query: z.strictObject(listQuery),
    responses: { 200: listOf(memberSchema) },
    problems: ['organisation-not-found'],
    handle: async ({ params: { organisationId }, query: { limit }, actor, position }) => {
      const after = typeof position?.[0] === 'string' ? position[0] : undefined;
      const found = await list({ organisationId, acting: actingOf(actor), after, limit: limit + 1 });
      return mapResult(found, (items) => pageOf(items, limit, ({ accountId }) => [accountId]));
    },
    view: (page, request) => pageView(page, request, (member) => member),
  });

export const changeMemberRoute = (change: ChangeMemberUseCase) =>
  route({
    operation: 'changeMember',
    method: 'put',
    path: '/v1/organisations/{organisationId}/members/{accountId}',
    summary: 'Give a member another role. Whoever is no member is invited.',
    tags: ['staff'],
    auth: 'signed_in',
    confirmation: 'required',
    params: oneMember,
    body: z.strictObject({ role: z.enum(memberRoles) }),
    responses: { 200: memberSchema },
    problems: ['organisation-not-found', 'member-not-found', 'role-not-of-organisation', 'last-owner', 'approval-required'],
    handle: ({ params, body, actor }) => change({ ...params, role: body.role, acting: actingOf(actor) }),
  });

export const removeMemberRoute = (remove: RemoveMemberUseCase) =>
  route({
    operation: 'removeMember',
    method: 'delete',
    path: '/v1/organisations/{organisationId}/members/{accountId}',
    summary: 'Remove a member, or leave. Their tokens lose the role within a second.',
    tags: ['staff'],
    auth: 'signed_in',
    confirmation: 'required',
    params: oneMember,
    responses: { 204: null },
    problems: ['organisation-not-found', 'last-owner'],
    handle: ({ params, actor }) => remove({ ...params, acting: actingOf(actor) }),
  });
