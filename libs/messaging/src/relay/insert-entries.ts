import type { Logger, Metrics, OutboxEntry } from '../ports.ts';
import type { LaneDocument, Settled } from './outbox-lane.ts';

export type InsertEntriesOptions = { readonly metrics: Metrics; readonly logger: Logger };

/** Brings journal entries of one source to its journal. An id that stands there with another content stays in the outbox, with an alarm. */
export const insertEntries = ({ metrics, logger }: InsertEntriesOptions) => {
  // The sweeper brings a conflicting entry again and again; one alarm is enough.
  const alarmed = new Set<string>();

  const alarm = (source: string, documentId: string, entryId: string): void => {
    if (alarmed.has(entryId)) return;
    alarmed.add(entryId);
    metrics.counter('wadah_journal_conflicts_total', { source });
    logger.error({ source, documentId, entryId }, 'A journal entry says something else than the one that stands under its id.');
  };

  return async (documents: readonly LaneDocument<OutboxEntry>[]): Promise<Settled<OutboxEntry>> => {
    const done: Settled<OutboxEntry>['done'][number][] = [];
    const dropped: LaneDocument<OutboxEntry>[] = [];
    for (const [source, ofSource] of Map.groupBy(documents, (document) => document.source)) {
      if (source.entries === undefined) throw new Error(`The outbox ${source.name} holds journal entries but has no journal.`);
      const { conflicting } = await source.entries.insert(ofSource.flatMap(({ items }) => items));
      for (const document of ofSource) {
        const { documentId, items } = document;
        const atFault = items.filter(({ id }) => conflicting.includes(id));
        if (atFault.length > 0) dropped.push(document);
        for (const item of items) if (!atFault.includes(item)) done.push({ source, documentId, item });
        for (const { id } of atFault) alarm(source.name, documentId, id);
      }
    }
    return { done, dropped };
  };
};
