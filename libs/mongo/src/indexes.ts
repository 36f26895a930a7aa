import type { mongo } from 'mongoose';
import type { Mongo } from './connection.ts';
import { readGenerations } from './generations.ts';

export type IndexSpec = {
  readonly collection: string;
  /** In the database for records. */
  readonly records?: boolean;
  readonly keys: Readonly<Record<string, 1 | -1 | 'text'>>;
  /** The name is stable: a violated unique index is recognised by it. */
  readonly options: mongo.CreateIndexesOptions & { readonly name: string };
};

/**
 * Makes the indexes that are missing. A job before a release, never a service's start: building one on a large collection takes its time.
 * @throws when an index of that name exists with other keys or options.
 */
export const applyIndexes = async (mongo: Mongo, indexes: readonly IndexSpec[]): Promise<readonly string[]> => {
  const applied: string[] = [];
  const generations = await readGenerations(mongo);
  for (const { collection, records = false, keys, options } of indexes) {
    await (records ? mongo.records(collection) : mongo.collection(generations.get(collection)?.current ?? collection)).createIndex(
      { ...keys },
      options,
    );
    applied.push(`${collection}.${options.name}`);
  }
  return applied;
};
