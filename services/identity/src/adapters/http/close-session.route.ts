import { route } from '@wadah/http';
import { z } from 'zod';
import type { CloseSessionUseCase } from '../../app/close-session.ts';
import { idSchema } from './person.schema.ts';

export const closeSessionRoute = (close: CloseSessionUseCase) =>
  route({
    operation: 'closeSession',
    method: 'delete',
    path: '/v1/sessions/{sessionId}',
    summary: 'Sign out: `current`, or another of one’s sessions by its id.',
    tags: ['people'],
    auth: 'signed_in',
    params: z.strictObject({ sessionId: z.union([z.literal('current'), idSchema('ses')]) }),
    responses: { 204: null },
    problems: ['session-not-found'],
    handle: ({ params, actor }) => close(actor.id, params.sessionId === 'current' ? actor.sessionId : params.sessionId),
  });
