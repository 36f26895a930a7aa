import { listOf, listQuery, pageOf, pageView, route } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { ApproveInvitationUseCase, ListInvitationsUseCase, WithdrawInvitationUseCase } from '../../app/manage-invitations.ts';
import { memberRoles } from '../../domain/roles.ts';
import { actingOf } from './members.routes.ts';
import { clientOf, idSchema, organisationIdSchema } from './person.schema.ts';

const statusSchema = z.enum(['open', 'awaiting_approval', 'accepted', 'withdrawn', 'over']);

const invitationSchema = z.object({
  invitationId: z.string(),
  status: statusSchema,
  role: z.enum(memberRoles),
  organisationId: z.string(),
  invitedBy: z.string(),
  email: z.string().optional(),
  endsAt: z.iso.datetime(),
});

const params = z.strictObject({ invitationId: idSchema('inv') });

export const listInvitationsRoute = (list: ListInvitationsUseCase) =>
  route({
    operation: 'listInvitations',
    method: 'get',
    path: '/v1/invitations',
    summary: 'Invitations into one organisation, or without it all of staff for operators and auditors; the newest first.',
    tags: ['staff'],
    auth: 'signed_in',
    query: z.strictObject({ ...listQuery, organisationId: organisationIdSchema.optional(), status: statusSchema.optional() }),
    responses: { 200: listOf(invitationSchema) },
    problems: ['organisation-not-found'],
    handle: async ({ query, actor, position }) => {
      const { organisationId, status, limit } = query;
      const after = typeof position?.[0] === 'string' ? position[0] : undefined;
      const found = await list({ organisationId, status, after, limit: limit + 1, acting: actingOf(actor) });
      return mapResult(found, (items) => pageOf(items, limit, ({ invitationId }) => [invitationId]));
    },
    view: (page, request) => pageView(page, request, (invitation) => invitation),
  });

export const withdrawInvitationRoute = (withdraw: WithdrawInvitationUseCase) =>
  route({
    operation: 'withdrawInvitation',
    method: 'delete',
    path: '/v1/invitations/{invitationId}',
    summary: 'Take an invitation back: its code is worth nothing any more.',
    tags: ['staff'],
    auth: 'signed_in',
    params,
    responses: { 204: null },
    problems: ['invitation-not-found', 'invitation-state'],
    handle: ({ params: { invitationId }, actor }) => withdraw(invitationId, actingOf(actor)),
  });

export const approveInvitationRoute = (approve: ApproveInvitationUseCase) =>
  route({
    operation: 'approveInvitation',
    method: 'post',
    path: '/v1/invitations/{invitationId}/approval',
    summary: 'Agree to the invitation of an operator, as another operator than who invited; only then it is mailed.',
    tags: ['staff'],
    auth: { role: ['operator'] },
    confirmation: 'required',
    params,
    responses: { 200: invitationSchema },
    problems: ['invitation-not-found', 'invitation-state', 'own-case'],
    handle: ({ params: { invitationId }, actor, raw }) => approve(invitationId, { operatorId: actor.id, client: clientOf(raw) }),
  });
