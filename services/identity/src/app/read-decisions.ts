import { ok, type Result } from '@wadah/kit';

/** What somebody of an agency or the platform decided, wherever it is kept. */
export type DecisionRecord = {
  readonly id: string;
  readonly action: string;
  readonly subjectId: string;
  readonly actorId: string;
  readonly actorRole: 'curator' | 'operator' | 'auditor';
  readonly at: Date;
  readonly reason: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

export type DecisionQuery = {
  readonly subjectId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly from?: Date | undefined;
};

export type DecisionPage = { readonly after?: { readonly at: Date; readonly id: string }; readonly limit: number };

/** One service's; throws an outage where it does not answer. */
export type DecisionSource = { list(query: DecisionQuery, page: DecisionPage): Promise<readonly DecisionRecord[]> };

export type ReadDecisionsUseCase = (query: DecisionQuery, page: DecisionPage) => Promise<Result<readonly DecisionRecord[]>>;

const newestFirst = (a: DecisionRecord, b: DecisionRecord): number => {
  if (a.at.getTime() !== b.at.getTime()) return b.at.getTime() - a.at.getTime();
  return a.id < b.id ? 1 : -1;
};

/** All services' or none: an audit with a gap that nobody sees would lie. */
export const readDecisions =
  (sources: readonly DecisionSource[]): ReadDecisionsUseCase =>
  async (query, page) => {
    const found = await Promise.all(sources.map((source) => source.list(query, page)));
    return ok(found.flat().toSorted(newestFirst).slice(0, page.limit));
  };
