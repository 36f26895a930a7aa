import { route } from '@wadah/http';
import { z } from 'zod';
import type { AcceptInvitationUseCase } from '../../app/accept-invitation.ts';
import { passwordSchema, personName, sessionSchema, toSessionView } from './person.schema.ts';

export const acceptInvitationRoute = (accept: AcceptInvitationUseCase) =>
  route({
    operation: 'acceptInvitation',
    method: 'post',
    path: '/v1/invitations/acceptance',
    summary: 'Accept with the mailed code: signed in where the address has an account, else with password and name for a new one.',
    tags: ['staff'],
    auth: 'optional',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({
      code: z
        .string()
        .max(32)
        .regex(/^[A-Z2-7]{32}$/),
      password: passwordSchema.optional(),
      name: personName.optional(),
    }),
    responses: { 200: sessionSchema },
    problems: ['code-invalid', 'sign-in-required', 'password-required', 'organisation-unknown', 'approval-required', 'last-owner', 'busy'],
    handle: ({ body: { code, password, name }, actor }) =>
      accept({
        code,
        ...(password === undefined ? {} : { password }),
        ...(name === undefined ? {} : { name }),
        ...(actor.kind === 'user' ? { signedIn: { accountId: actor.id, sessionId: actor.sessionId } } : {}),
      }),
    view: toSessionView,
  });
