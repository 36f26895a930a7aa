import { route } from '@wadah/http';
import { z } from 'zod';
import type { ChangePasswordUseCase } from '../../app/change-password.ts';
import type { AskResetUseCase, ResetPasswordUseCase } from '../../app/reset-password.ts';
import { clientOf, emailSchema, passwordSchema, secretCode } from './person.schema.ts';

export const changePasswordRoute = (change: ChangePasswordUseCase) =>
  route({
    operation: 'changePassword',
    method: 'post',
    path: '/v1/me/password',
    summary: 'Set a new password. It closes one’s other sessions and all open codes.',
    tags: ['people'],
    auth: 'signed_in',
    confirmation: 'required',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ newPassword: passwordSchema }),
    responses: { 204: null },
    problems: ['sign-in-required', 'account-not-found', 'too-many-attempts', 'busy'],
    handle: ({ body: { newPassword }, actor, raw }) =>
      change({ accountId: actor.id, sessionId: actor.sessionId, newPassword, client: clientOf(raw) }),
  });

export const askResetRoute = (ask: AskResetUseCase) =>
  route({
    operation: 'askPasswordReset',
    method: 'post',
    path: '/v1/password-resets',
    summary: 'Ask for a code that sets a new password. It is mailed where the address has an account; the answer is always alike.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ email: emailSchema }),
    responses: { 202: null },
    handle: ({ body: { email }, locale, raw }) => ask({ email, locale, client: clientOf(raw) }),
  });

export const resetPasswordRoute = (reset: ResetPasswordUseCase) =>
  route({
    operation: 'resetPassword',
    method: 'post',
    path: '/v1/password-resets/confirmation',
    summary: 'Set a new password with the mailed code, once. It closes all sessions and all open codes.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ code: secretCode, password: passwordSchema }),
    responses: { 204: null },
    problems: ['code-invalid', 'too-many-attempts', 'busy'],
    handle: ({ body: { code, password }, raw }) => reset({ code, password, client: clientOf(raw) }),
  });
