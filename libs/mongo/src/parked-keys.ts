import type { ParkedKey, ParkedKeys } from '@wadah/messaging';
import type { Collection, Mongo } from './connection.ts';

type ParkedDocument = ParkedKey & { readonly _id: string };

type GivenUpDocument = { readonly _id: string; readonly key: string };

type Group = Pick<ParkedKey, 'group' | 'topic' | 'partition'>;

const givenUpId = ({ group, topic, partition }: Group, offset: number): string => JSON.stringify([group, topic, partition, offset]);

const rowId = ({ group, topic, partition, key }: ParkedKey): string => JSON.stringify([group, topic, partition, key]);

export type ParkedKeyRows = ParkedKeys & {
  /** Whatever waits, over all topics. */
  all(): Promise<readonly ParkedKey[]>;
};

/** The rows of keys that wait for a replay (architecture §4 rule 4); few, so their primary key is all the index they need. */
export const parkedKeys = ({ mongo, group }: { readonly mongo: Mongo; readonly group?: string }): ParkedKeyRows => {
  const rows: Collection<ParkedDocument> = mongo.collection('parked_keys');
  const givenUp: Collection<GivenUpDocument> = mongo.collection('given_up_events');
  const own = group === undefined ? {} : { group };
  const read = async (filter: object): Promise<readonly ParkedKey[]> => {
    const found = await rows.find({ ...own, ...filter }).toArray();
    return found.map(({ _id, ...row }) => row);
  };
  return {
    all: () => read({}),
    load: (topic, partitions) => read({ topic, partition: { $in: [...partitions] } }),
    park: async (row) => {
      const { from, upTo, ...place } = row;
      await rows.updateOne({ _id: rowId(row) }, { $setOnInsert: place, $min: { from }, $max: { upTo } }, { upsert: true });
    },
    advance: async (row, from) => {
      await rows.updateOne({ _id: rowId(row) }, { $max: { from } });
    },
    giveUp: async (place, offsets) => {
      const updates = offsets.map((offset) => ({
        updateOne: { filter: { _id: givenUpId(place, offset) }, update: { $set: { key: place.key } }, upsert: true },
      }));
      if (updates.length > 0) await givenUp.bulkWrite(updates);
    },
    isGivenUp: async (place, offset) => (await givenUp.findOne({ _id: givenUpId(place, offset) })) !== null,
    raise: async (row, upTo) => (await rows.updateOne({ _id: rowId(row) }, { $max: { upTo } })).matchedCount === 1,
    remove: async (row) => (await rows.deleteOne({ _id: rowId(row), upTo: row.upTo })).deletedCount === 1,
  };
};
