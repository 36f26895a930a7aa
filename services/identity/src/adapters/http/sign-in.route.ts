import { route } from '@wadah/http';
import { z } from 'zod';
import type { SignInUseCase } from '../../app/sign-in.ts';
import { clientOf, emailSchema, passwordSchema, sessionLocation, sessionSchema, signInOtp, toSessionView } from './person.schema.ts';

export const signInRoute = (signIn: SignInUseCase) =>
  route({
    operation: 'signIn',
    method: 'post',
    path: '/v1/sessions',
    summary:
      'Sign in with address and password, and `otp` of the second factor or a recovery code; without it, roles that need one stay out of the session’s tokens.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ email: emailSchema, password: passwordSchema, otp: signInOtp.optional() }),
    responses: { 201: sessionSchema },
    problems: ['credentials-invalid', 'too-many-attempts', 'busy'],
    handle: ({ body: { otp, ...body }, raw }) => signIn({ ...body, ...(otp === undefined ? {} : { otp }), client: clientOf(raw) }),
    view: toSessionView,
    location: sessionLocation,
  });
