import type { Ambient } from '@wadah/kit';
import type { Collection } from '../connection.ts';
import type { IndexSpec } from '../indexes.ts';
import type { DueWorkerOptions } from './due-worker-options.ts';

type DueDocument = { readonly _id: string; readonly cause?: Ambient; readonly [column: string]: unknown };

export type DueDocuments = ReturnType<typeof dueDocuments>;

/** For the sweep; documents with nothing due are not in it. */
export const dueIndex = (collection: string, dueColumn: string): IndexSpec => ({
  collection,
  keys: { [dueColumn]: 1 },
  options: { name: `due_${dueColumn}`, partialFilterExpression: { [dueColumn]: { $exists: true } } },
});

/** How a worker takes, puts off and finds documents; the due time itself is the lease. */
export const dueDocuments = ({ mongo, collection, dueColumn, leaseMs, now }: DueWorkerOptions) => {
  const documents: Collection<DueDocument> = mongo.collection(collection);
  const inMs = (ms: number) => new Date(now().getTime() + ms);
  const move = async (id: string, from: object, to: Date) =>
    (await documents.updateOne({ _id: id, [dueColumn]: from }, { $set: { [dueColumn]: to } })).modifiedCount === 1;
  return {
    find: (limit: number) =>
      documents
        .find({ [dueColumn]: { $lte: now() } }, { projection: { [dueColumn]: 1, cause: 1 } })
        .sort({ [dueColumn]: 1 })
        .limit(limit)
        .toArray(),
    /** The end of the lease, or undefined when another replica was faster or nothing is due any more. */
    claim: async (id: string): Promise<Date | undefined> => {
      const until = inMs(leaseMs);
      return (await move(id, { $lte: now() }, until)) ? until : undefined;
    },
    /** Leaves a document alone whose due time was written anew since it was claimed. */
    putOff: (id: string, claimedUntil: Date, delayMs: number) => move(id, { $eq: claimedUntil }, inMs(delayMs)),
  };
};
