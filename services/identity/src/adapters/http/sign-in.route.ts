import { route } from '@wadah/http';
import { z } from 'zod';
import type { SignInUseCase } from '../../app/sign-in.ts';
import { clientOf, emailSchema, passwordSchema, sessionLocation, sessionSchema, toSessionView } from './person.schema.ts';

export const signInRoute = (signIn: SignInUseCase) =>
  route({
    operation: 'signIn',
    method: 'post',
    path: '/v1/sessions',
    summary: 'Sign in with address and password.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ email: emailSchema, password: passwordSchema }),
    responses: { 201: sessionSchema },
    problems: ['credentials-invalid', 'too-many-attempts', 'busy'],
    handle: ({ body, raw }) => signIn({ ...body, client: clientOf(raw) }),
    view: toSessionView,
    location: sessionLocation,
  });
