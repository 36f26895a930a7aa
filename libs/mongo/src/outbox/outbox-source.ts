import type { Now } from '@wadah/kit';
import type { EntrySink, OutboxDocument, OutboxItem, OutboxSource } from '@wadah/messaging';
import type { Filter } from '../filter.ts';
import { majorityRead, type Collection, type Mongo } from '../connection.ts';
import type { IndexSpec } from '../indexes.ts';
import { lease } from '../lease.ts';

export type OutboxCarrier = {
  readonly _id: string;
  readonly outbox?: readonly OutboxItem[];
  readonly updatedAt: Date;
  readonly setAside?: { readonly reason: string; readonly at: Date };
};

export type AnnouncedSource = OutboxSource & {
  /** Tells the relay of this process what a write has just left in a document's outbox. */
  announce(document: OutboxDocument): void;
};

const sweepLeaseMs = 15_000;
const backlogCountMax = 10_000;

/** Documents with at least one waiting item; `$pull` leaves an empty array, which the path `outbox.0` doesn't match. */
const waiting = { 'outbox.0': { $exists: true } };

/** Lets the sweeper find what a crash left without reading the documents that have nothing to publish. */
export const outboxIndex = (collection: string): IndexSpec => ({
  collection,
  keys: { updatedAt: 1 },
  options: { name: 'outbox_waiting', partialFilterExpression: waiting },
});

/** The outbox inside a collection's documents, as the relay reads it. */
export const outboxSource = (options: {
  readonly mongo: Mongo;
  readonly collection: string;
  readonly now: Now;
  readonly entries?: EntrySink;
}): AnnouncedSource => {
  const collection: Collection<OutboxCarrier> = options.mongo.collection(options.collection);
  const sweeper = lease(options.mongo, `outbox:${options.collection}`, options.now);
  const listeners: ((document: OutboxDocument) => void)[] = [];
  const left = (olderThan: Date): Filter<OutboxCarrier> => ({ ...waiting, setAside: { $exists: false }, updatedAt: { $lt: olderThan } });

  return {
    name: options.collection,
    ...(options.entries === undefined ? {} : { entries: options.entries }),
    announce: (document) => listeners.forEach((listener) => listener(document)),
    onAppended: (listener) => {
      listeners.push(listener);
    },
    sweep: async ({ olderThan, limit }) => {
      const found = await collection
        .find(left(olderThan), { ...majorityRead, projection: { outbox: 1 } })
        .sort({ updatedAt: 1 })
        .limit(limit)
        .toArray();
      // The lease costs a journaled write, so it is taken only when there is something to sweep.
      if (found.length === 0 || !(await sweeper.hold(sweepLeaseMs))) return [];
      return found.map(({ _id, outbox }) => ({ documentId: _id, items: outbox ?? [] }));
    },
    remove: async (removals) => {
      if (removals.length === 0) return;
      const operations = removals.map(({ documentId, itemIds }) => ({
        updateOne: { filter: { _id: documentId }, update: { $pull: { outbox: { id: { $in: [...itemIds] } } } } },
      }));
      await collection.bulkWrite(operations, { ordered: false });
    },
    setAside: async (documentId, reason) => {
      await collection.updateOne({ _id: documentId }, { $set: { setAside: { reason, at: options.now() } } });
    },
    backlog: async () => {
      const documents = await collection
        .find({ ...waiting }, { projection: { updatedAt: 1 } })
        .sort({ updatedAt: 1 })
        .limit(backlogCountMax)
        .toArray();
      const oldest = documents[0];
      return { documents: documents.length, ...(oldest === undefined ? {} : { oldestAt: oldest.updatedAt }) };
    },
  };
};
