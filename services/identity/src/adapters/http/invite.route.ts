import { route } from '@wadah/http';
import { newId } from '@wadah/kit';
import { z } from 'zod';
import type { InviteUseCase } from '../../app/invite.ts';
import { memberRoles } from '../../domain/roles.ts';
import { clientOf, emailSchema } from './person.schema.ts';

export const inviteRoute = (invite: InviteUseCase) =>
  route({
    operation: 'invite',
    method: 'post',
    path: '/v1/invitations',
    summary: 'Invite a person to a role: an owner into its seller, an operator into an agency, a buying unit or the platform.',
    tags: ['staff'],
    auth: 'signed_in',
    // Else a stolen token of an owner would bring in another owner, who can confirm.
    confirmation: 'required',
    newId: () => newId('inv'),
    body: z.strictObject({ email: emailSchema, role: z.enum(memberRoles), organisationId: z.string().min(3).max(80).optional() }),
    responses: {
      201: z.object({ invitationId: z.string(), status: z.enum(['open', 'awaiting_approval']), endsAt: z.iso.datetime() }),
    },
    problems: [
      'organisation-not-found',
      'organisation-unknown',
      'organisation-required',
      'organisation-not-expected',
      'role-not-of-organisation',
      'seller-not-verified',
    ],
    handle: ({ id, body, actor, locale, raw }) => {
      const { organisationId, ...person } = body;
      const organisation = organisationId === undefined ? {} : { organisationId };
      return invite({
        ...person,
        ...organisation,
        invitationId: id,
        invitedBy: actor.id,
        roles: actor.roles,
        locale,
        client: clientOf(raw),
      });
    },
    location: ({ invitationId }) => `/v1/invitations/${invitationId}`,
  });
