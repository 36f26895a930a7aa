import { createHash } from 'node:crypto';
import type { Delivered } from '@wadah/messaging';
import { majorityRead, type Collection, type Mongo } from './connection.ts';
import { duplicateIndexOf } from './failures.ts';
import type { Filter } from './filter.ts';
import { generationsOf } from './generations.ts';
import { conflict, retryConflict } from './retry-conflict.ts';

/** Names the aggregate an event comes from; last numbers are kept by it, never by the id alone. */
export type EventOrigin = Pick<Delivered<unknown>, 'source' | 'subject' | 'sequence'>;

export type ProjectionChange<Row> = { readonly set?: Partial<Row>; readonly unset?: readonly (keyof Row & string)[] };

/** `sources` holds, per source aggregate, the last number that was taken. */
export type ProjectionDocument<Row> = Row & { readonly _id: string; readonly sources: Readonly<Record<string, number>> };

export type ProjectionStore<Row extends object> = {
  /** Writes the change if the event is newer than the last one taken from its source; false when it is stale or a duplicate. */
  take(rowId: string, event: EventOrigin, change: ProjectionChange<Row>): Promise<boolean>;
  get(rowId: string): Promise<ProjectionDocument<Row> | undefined>;
  find(
    filter: Filter<ProjectionDocument<Row>>,
    options: { readonly sort?: Readonly<Record<string, 1 | -1>>; readonly limit: number },
  ): Promise<readonly ProjectionDocument<Row>[]>;
};

type RowSources = { readonly sources?: Readonly<Record<string, number>> };

/** Short, and free of the dots and dollars that a field's name may not hold. */
const sourceKey = ({ source, subject }: EventOrigin): string =>
  createHash('sha256')
    .update(JSON.stringify([source, subject]))
    .digest('base64url')
    .slice(0, 16);

/** Rows that follow other services' events (architecture §4 rule 3). Every row is written by one conditional upsert, without a read.
 * The collection is that of the projection's current generation; a job may fill another and switch to it (§4 rule 8). */
export const projectionStore = <Row extends object>(options: {
  readonly mongo: Mongo;
  readonly collection: string;
}): ProjectionStore<Row> => {
  const { mongo, collection: name } = options;
  const generations = generationsOf(mongo);
  const reading = async () => mongo.collection(await generations.current(name));
  const write = async (rowId: string, event: EventOrigin, change: ProjectionChange<Row>): Promise<boolean> => {
    const field = `sources.${sourceKey(event)}`;
    const unset = Object.fromEntries((change.unset ?? []).map((name) => [name, ''] as const));
    const raw = mongo.collection(await generations.writable(name));
    try {
      const outcome = await raw.updateOne(
        { _id: rowId, $or: [{ [field]: { $exists: false } }, { [field]: { $lt: event.sequence } }] },
        { $set: { ...change.set, [field]: event.sequence }, ...(change.unset === undefined ? {} : { $unset: unset }) },
        { upsert: true },
      );
      return outcome.modifiedCount + outcome.upsertedCount === 1;
    } catch (error) {
      // The row exists and has taken this number or a later one, so the upsert met its id.
      if (duplicateIndexOf(error) === '_id_') return false;
      throw error;
    }
  };
  /** On a majority read, for an offset committed on what a failover takes back would lose the event. */
  const isStale = async (rowId: string, event: EventOrigin): Promise<boolean> => {
    const raw = mongo.collection(await generations.writable(name));
    const row = (await raw.findOne({ _id: rowId }, { ...majorityRead, projection: { sources: 1 } })) as RowSources | null;
    return (row?.sources?.[sourceKey(event)] ?? 0) >= event.sequence;
  };
  return {
    take: (rowId, event, change) =>
      // Two first events of a new row may both try to insert it; the one that lost is not stale and finds the row at its second try.
      retryConflict(`${name} ${rowId}`, async () => {
        if (await write(rowId, event, change)) return true;
        return (await isStale(rowId, event)) ? false : conflict;
      }),
    get: async (rowId) => ((await (await reading()).findOne({ _id: rowId })) as ProjectionDocument<Row> | null) ?? undefined,
    find: async (filter, { sort = { _id: 1 }, limit }) => {
      const rows = (await reading()) as unknown as Collection<ProjectionDocument<Row>>;
      return (await rows.find(filter).sort(sort).limit(limit).toArray()) as unknown as readonly ProjectionDocument<Row>[];
    },
  };
};
