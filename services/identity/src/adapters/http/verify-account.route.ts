import { route } from '@wadah/http';
import { z } from 'zod';
import type { VerifyAccountUseCase } from '../../app/verify-account.ts';
import { idSchema, sessionLocation, sessionSchema, toSessionView } from './person.schema.ts';

export const verifyAccountRoute = (verify: VerifyAccountUseCase) =>
  route({
    operation: 'verifyAccount',
    method: 'post',
    path: '/v1/accounts/verification',
    summary: 'Prove the address with the code of the mail; opens the first session.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({
      registrationId: idSchema('reg'),
      code: z
        .string()
        .max(6)
        .regex(/^\d{6}$/),
    }),
    responses: { 201: sessionSchema },
    problems: ['code-invalid'],
    handle: ({ body }) => verify(body.registrationId, body.code),
    view: toSessionView,
    location: sessionLocation,
  });
