import { route } from '@wadah/http';
import { z } from 'zod';
import type { AskEmailUseCase, ChangeEmailUseCase, RestoreEmailUseCase } from '../../app/change-email.ts';
import { meSchema } from './get-me.route.ts';
import { clientOf, emailSchema, mailedDigits, secretCode } from './person.schema.ts';

export const askEmailRoute = (ask: AskEmailUseCase) =>
  route({
    operation: 'askEmailChange',
    method: 'post',
    path: '/v1/me/email',
    summary: 'Ask for a new mail address; a code goes there. The answer is alike where the address has an account.',
    tags: ['people'],
    auth: 'signed_in',
    confirmation: 'required',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ email: emailSchema }),
    responses: { 202: null },
    problems: ['sign-in-required'],
    handle: ({ body: { email }, actor, raw }) => ask({ accountId: actor.id, sessionId: actor.sessionId, email, client: clientOf(raw) }),
  });

export const changeEmailRoute = (change: ChangeEmailUseCase) =>
  route({
    operation: 'changeEmail',
    method: 'post',
    path: '/v1/me/email/confirmation',
    summary: 'Prove the new address with its code. The former one is mailed a code that restores it for seven days.',
    tags: ['people'],
    auth: 'signed_in',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ code: mailedDigits }),
    responses: { 200: meSchema },
    problems: ['code-invalid', 'sign-in-required', 'account-not-found'],
    handle: ({ body: { code }, actor }) => change({ accountId: actor.id, sessionId: actor.sessionId, code }),
  });

export const restoreEmailRoute = (restore: RestoreEmailUseCase) =>
  route({
    operation: 'restoreEmail',
    method: 'post',
    path: '/v1/email-reversals',
    summary:
      'Undo a change of address with the code that the former one was mailed: it closes every session, and a new password must be set.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ code: secretCode }),
    responses: { 204: null },
    problems: ['code-invalid', 'address-taken', 'too-many-attempts'],
    handle: ({ body: { code }, raw }) => restore(code, clientOf(raw)),
  });
