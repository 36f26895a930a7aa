import { route } from '@wadah/http';
import { z } from 'zod';
import type { ConfirmSessionUseCase } from '../../app/confirm-session.ts';
import { clientOf, passwordSchema, signInOtp } from './person.schema.ts';

export const confirmSessionRoute = (confirm: ConfirmSessionUseCase) =>
  route({
    operation: 'confirmSession',
    method: 'post',
    path: '/v1/sessions/current/confirmation',
    summary: 'Give the password again, and the second factor where there is one: for five minutes the token opens what needs it.',
    tags: ['people'],
    auth: 'signed_in',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ password: passwordSchema, otp: signInOtp.optional() }),
    responses: { 200: z.object({ accessToken: z.string() }) },
    problems: ['credentials-invalid', 'sign-in-required', 'too-many-attempts', 'busy'],
    handle: ({ body: { password, otp }, actor, raw }) =>
      confirm({
        accountId: actor.id,
        sessionId: actor.sessionId,
        password,
        ...(otp === undefined ? {} : { otp }),
        client: clientOf(raw),
      }),
  });
