import { queryInteger, route } from '@wadah/http';
import { ok } from '@wadah/kit';
import type { Decision, DecisionLog } from '@wadah/mongo';
import { z } from 'zod';

/** One decision on the wire, between services and to auditors and operators alike. */
export const decisionSchema = z.object({
  decisionId: z.string(),
  action: z.string(),
  subjectId: z.string(),
  actorId: z.string(),
  actorRole: z.enum(['curator', 'operator', 'auditor']),
  at: z.iso.datetime(),
  reason: z.string(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});

export const decisionView = ({ id, at, ...rest }: Decision): z.output<typeof decisionSchema> => ({
  decisionId: id,
  at: at.toISOString(),
  ...rest,
});

const shortId = z.string().min(1).max(80);

/** Query fields that choose decisions: of one subject, of one actor, since a time. */
export const decisionQuery = {
  subjectId: shortId.optional(),
  actorId: shortId.optional(),
  from: z.iso.datetime().max(40).optional(),
};

/** What a service keeps of its curators' and operators' decisions, newest first; identity gathers them for `GET /v1/decisions`. */
export const decisionsRoute = (decisions: Pick<DecisionLog, 'list'>) =>
  route({
    operation: 'readDecisions',
    method: 'get',
    path: '/internal/decisions',
    auth: { internal: 'internal:decisions.read' },
    query: z.strictObject({
      ...decisionQuery,
      beforeAt: z.iso.datetime().max(40).optional(),
      beforeId: shortId.optional(),
      limit: queryInteger({ min: 1, max: 101 }),
    }),
    responses: { 200: z.object({ items: z.array(decisionSchema) }) },
    handle: async ({ query }) => {
      const { from, beforeAt, beforeId, limit, ...ids } = query;
      const after = beforeAt === undefined || beforeId === undefined ? undefined : { at: new Date(beforeAt), id: beforeId };
      const filter = { ...ids, ...(from === undefined ? {} : { from: new Date(from) }) };
      return ok(await decisions.list(filter, { limit, ...(after === undefined ? {} : { after }) }));
    },
    view: (found) => ({ items: found.map(decisionView) }),
  });
