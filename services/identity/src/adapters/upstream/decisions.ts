import { httpClient, readAnswer, UpstreamOutage, type Addresses } from '@wadah/http';
import type { Logger, Metrics } from '@wadah/messaging';
import { decisionSchema } from '@wadah/service';
import { z } from 'zod';
import type { AccessTokens } from '../../app/ports.ts';
import type { DecisionPage, DecisionQuery, DecisionSource } from '../../app/read-decisions.ts';

export type DecisionSourceOptions = {
  readonly service: string;
  readonly baseUrl: Addresses;
  readonly tokens: Pick<AccessTokens, 'service'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const TIMEOUT_MS = 3_000;

const answered = z.object({ items: z.array(decisionSchema) });

const queryOf = ({ from, subjectId, actorId }: DecisionQuery, { after, limit }: DecisionPage): Record<string, string | number> => ({
  ...(subjectId === undefined ? {} : { subjectId }),
  ...(actorId === undefined ? {} : { actorId }),
  ...(from === undefined ? {} : { from: from.toISOString() }),
  ...(after === undefined ? {} : { beforeAt: after.at.toISOString(), beforeId: after.id }),
  limit,
});

/** What another service keeps of decisions, asked under a token that this one makes itself. */
export const decisionSource = ({ service, baseUrl, tokens, logger, metrics }: DecisionSourceOptions) => {
  const claims = { clientId: 'service-identity', audience: service, scope: 'internal:decisions.read' };
  const authorization = { header: () => Promise.resolve(`Bearer ${tokens.service(claims)}`), forget: () => undefined };
  const client = httpClient({ upstream: service, baseUrl, logger, metrics, authorization });
  const named = { upstream: service, operation: 'readDecisions' };
  const call = client.operation({ operation: named.operation, timeoutMs: TIMEOUT_MS });
  const source: DecisionSource = {
    list: async (query, page) => {
      const answer = await call({ method: 'get', path: '/internal/decisions', query: queryOf(query, page) });
      const read = readAnswer(answered, answer, named);
      if (!read.ok) throw new UpstreamOutage(named, { reason: 'malformed_answer', status: answer.status });
      return read.value.items.map(({ decisionId: id, at, ...rest }) => ({ id, at: new Date(at), ...rest }));
    },
  };
  return { ...source, close: () => client.close() };
};
