import { isDeepStrictEqual } from 'node:util';
import type { Collection, Mongo, StoredDocument } from './connection.ts';
import { GENERATIONS, readGenerations, type Generation } from './generations.ts';

export type RowDifference = { readonly id: string; readonly what: 'only in the old' | 'only in the new' | 'differs' };

/** What the job that rebuilds a projection does about its generations; every step is one conditional write. */
export type GenerationDesk = {
  read(): Promise<Generation | undefined>;
  /** Makes an empty collection beside the current one, with the same indexes, and answers its name. What an earlier try or an earlier switch left goes. */
  begin(): Promise<{ readonly current: string; readonly building: string }>;
  /** Nobody writes rows from then on, once every process has looked again. */
  freeze(ms: number): Promise<void>;
  thaw(): Promise<void>;
  /** False where the freeze is over, or nearly so: then somebody may have written again. */
  switchTo(building: string): Promise<boolean>;
  /** Removes what was switched from; false where there is nothing to remove. */
  dropPrevious(): Promise<boolean>;
  /** Row by row, in the order of ids. */
  differences(current: string, building: string): Promise<readonly RowDifference[]>;
};

type Row = StoredDocument;

const leftMsMin = 2_000;

const copyIndexes = async (mongo: Mongo, from: string, to: Collection<Row>): Promise<void> => {
  const exists = (await mongo.connection.listCollections()).some(({ name }) => name === from);
  const indexes = exists ? await mongo.collection(from).indexes() : [];
  for (const { key, v: _version, ...options } of indexes) if (options.name !== '_id_') await to.createIndex(key, options);
};

const compare = async (olds: Collection<Row>, news: Collection<Row>): Promise<readonly RowDifference[]> => {
  const left = olds.find({}).sort({ _id: 1 });
  const right = news.find({}).sort({ _id: 1 });
  const found: RowDifference[] = [];
  let [a, b] = [await left.next(), await right.next()];
  while (a !== null || b !== null) {
    if (b === null || (a !== null && a._id < b._id)) {
      found.push({ id: String(a?._id), what: 'only in the old' });
      a = await left.next();
    } else if (a === null || b._id < a._id) {
      found.push({ id: b._id, what: 'only in the new' });
      b = await right.next();
    } else {
      if (!isDeepStrictEqual(a, b)) found.push({ id: a._id, what: 'differs' });
      [a, b] = [await left.next(), await right.next()];
    }
  }
  return found;
};

export const generationDesk = (mongo: Mongo, name: string): GenerationDesk => {
  const rows: Collection<{ readonly _id: string; readonly [field: string]: unknown }> = mongo.collection(GENERATIONS);
  const read = async () => (await readGenerations(mongo)).get(name);
  return {
    read,
    begin: async () => {
      const { current = name, number = 1, building: left, previous } = (await read()) ?? {};
      for (const over of [left, previous]) if (over !== undefined) await mongo.connection.dropCollection(over);
      const building = `${name}.${number + 1}`;
      await mongo.connection.createCollection(building);
      await copyIndexes(mongo, current, mongo.collection(building));
      await rows.updateOne({ _id: name }, { $set: { current, number, building }, $unset: { previous: '' } }, { upsert: true });
      return { current, building };
    },
    freeze: async (ms) => {
      await rows.updateOne({ _id: name }, [{ $set: { frozenUntil: { $add: ['$$NOW', ms] } } }]);
    },
    thaw: async () => {
      await rows.updateOne({ _id: name }, { $unset: { frozenUntil: '' } });
    },
    switchTo: async (building) => {
      const stillFrozen = { $gt: ['$frozenUntil', { $add: ['$$NOW', leftMsMin] }] };
      const outcome = await rows.updateOne({ _id: name, building, $expr: stillFrozen }, [
        { $set: { previous: '$current', current: building, number: { $add: ['$number', 1] }, switchedAt: '$$NOW' } },
        { $unset: ['building', 'frozenUntil'] },
      ]);
      return outcome.modifiedCount === 1;
    },
    dropPrevious: async () => {
      const previous = (await read())?.previous;
      if (previous === undefined) return false;
      await mongo.connection.dropCollection(previous);
      await rows.updateOne({ _id: name, previous }, { $unset: { previous: '' } });
      return true;
    },
    differences: (current, building) => compare(mongo.collection(current), mongo.collection(building)),
  };
};
