import { listOf, route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { Sessions } from '../../app/ports.ts';

const shownSession = z.object({ sessionId: z.string(), openedAt: z.iso.datetime(), usedAt: z.iso.datetime(), current: z.boolean() });

export const listSessionsRoute = (sessions: Pick<Sessions, 'openOf'>) =>
  route({
    operation: 'listSessions',
    method: 'get',
    path: '/v1/sessions',
    summary: 'One’s open sessions, the last used first; at most a hundred.',
    tags: ['people'],
    auth: 'signed_in',
    responses: { 200: listOf(shownSession) },
    handle: async ({ actor, now }) => ok(await sessions.openOf(actor.id, now)),
    view: (open, { actor }) => ({
      items: open.map(({ sessionId, openedAt, usedAt }) => ({ sessionId, openedAt, usedAt, current: sessionId === actor.sessionId })),
      nextCursor: null,
    }),
  });
