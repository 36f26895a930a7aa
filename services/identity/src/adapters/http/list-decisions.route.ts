import { listOf, listQuery, pageOf, pageView, route } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { decisionQuery, decisionSchema, decisionView } from '@wadah/service';
import { z } from 'zod';
import type { ReadDecisionsUseCase } from '../../app/read-decisions.ts';

export const listDecisionsRoute = (read: ReadDecisionsUseCase) =>
  route({
    operation: 'listDecisions',
    method: 'get',
    path: '/v1/decisions',
    summary: 'What curators and operators decided and looked up, of every service, the newest first.',
    tags: ['staff'],
    auth: { role: ['operator', 'auditor'] },
    query: z.strictObject({ ...decisionQuery, ...listQuery }),
    responses: { 200: listOf(decisionSchema) },
    handle: async ({ query: { subjectId, actorId, from, limit }, position }) => {
      const [at, id] = position ?? [];
      const after = typeof at === 'string' && typeof id === 'string' ? { after: { at: new Date(at), id } } : {};
      const filter = { subjectId, actorId, ...(from === undefined ? {} : { from: new Date(from) }) };
      const found = await read(filter, { ...after, limit: limit + 1 });
      return mapResult(found, (items) => pageOf(items, limit, (decision) => [decision.at.toISOString(), decision.id]));
    },
    view: (page, request) => pageView(page, request, decisionView),
  });
