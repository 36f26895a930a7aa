import { route } from '@wadah/http';
import { z } from 'zod';
import type { RefreshSessionUseCase } from '../../app/refresh-session.ts';
import { sessionSchema, toSessionView } from './person.schema.ts';

export const refreshSessionRoute = (refresh: RefreshSessionUseCase) =>
  route({
    operation: 'refreshSession',
    method: 'post',
    path: '/v1/sessions/refresh',
    summary: 'Exchange the refresh token for a new pair. A token used twice ends the session.',
    tags: ['people'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    body: z.strictObject({ refreshToken: z.string().max(200) }),
    responses: { 200: sessionSchema },
    problems: ['refresh-token-invalid'],
    handle: ({ body }) => refresh(body.refreshToken),
    view: toSessionView,
  });
