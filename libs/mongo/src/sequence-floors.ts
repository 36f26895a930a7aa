import type { Collection, Mongo } from './connection.ts';

type FloorDocument = { readonly _id: string; readonly sequence: number };

/** After a restore: how far the topic counts for aggregates that the database does not know. */
export type SequenceFloors = {
  /** The number after which a new aggregate of this id goes on; 0 where it begins. */
  of(id: string): Promise<number>;
  /** Whether the aggregate is one that the world has heard of and a restore has lost. */
  isLost(id: string): Promise<boolean>;
  put(floors: ReadonlyMap<string, number>): Promise<void>;
};

const COLLECTION = 'sequence_floors';
const pageSize = 1_000;

const read = async (rows: Collection<FloorDocument>): Promise<ReadonlyMap<string, number>> =>
  new Map((await rows.find({}).toArray()).map(({ _id, sequence }) => [_id, sequence]));

/** Written while the services are down, so a process reads them once. */
const known = new WeakMap<object, Promise<ReadonlyMap<string, number>>>();

export const sequenceFloors = (mongo: Mongo): SequenceFloors => {
  const rows: Collection<FloorDocument> = mongo.collection(COLLECTION);
  const floors = (): Promise<ReadonlyMap<string, number>> => {
    const found = known.get(mongo.connection) ?? read(rows);
    known.set(mongo.connection, found);
    // What an outage answered must not be remembered.
    found.catch(() => known.delete(mongo.connection));
    return found;
  };
  return {
    of: async (id) => (await floors()).get(id) ?? 0,
    isLost: async (id) => (await floors()).has(id),
    put: async (wanted) => {
      const all = [...wanted];
      for (let at = 0; at < all.length; at += pageSize) {
        const updates = all.slice(at, at + pageSize).map(([_id, sequence]) => ({
          updateOne: { filter: { _id }, update: { $max: { sequence } }, upsert: true },
        }));
        await rows.bulkWrite(updates, { ordered: false });
      }
      known.delete(mongo.connection);
    },
  };
};
