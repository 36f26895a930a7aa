import { setTimeout as delay } from 'node:timers/promises';
import { OutageError } from '@wadah/messaging';
import { majorityRead, type Collection, type Mongo } from './connection.ts';

/** One row of `projection_generations`; a projection without one has only its first generation, which bears its name. */
type GenerationDocument = {
  readonly _id: string;
  /** The collection that is read and written. */
  readonly current: string;
  readonly number: number;
  readonly building?: string;
  /** The one before, kept until it is dropped. */
  readonly previous?: string;
  /** Until then, by the database's clock, nobody but the job writes rows. */
  readonly frozenUntil?: Date;
  readonly switchedAt?: Date;
};

export type Generation = Omit<GenerationDocument, '_id' | 'frozenUntil'> & { readonly isFrozen: boolean };

/** How old a process's knowledge of generations may be. The job that switches waits longer before it relies on it. */
export const generationAgeMsMax = 1_000;

const frozenWaitMsMax = 20_000;
const frozenLookEveryMs = 50;

export const GENERATIONS = 'projection_generations';

/** Which collection holds the rows of a projection. */
export type Generations = {
  /** For reading. */
  current(name: string): Promise<string>;
  /** For writing: waits while the projection is being switched. @throws {OutageError} where that takes too long. */
  writable(name: string): Promise<string>;
};

type Read = { readonly at: number; readonly found: Promise<ReadonlyMap<string, Generation>> };

/** Whether it is frozen is said by the database, whose clock is the only one that counts here. */
const readAll = async (mongo: Mongo): Promise<ReadonlyMap<string, Generation>> => {
  const rows: Collection<GenerationDocument> = mongo.collection(GENERATIONS);
  const isFrozen = { $gt: [{ $ifNull: ['$frozenUntil', new Date(0)] }, '$$NOW'] };
  const found = await rows.aggregate<Generation & { _id: string }>([{ $addFields: { isFrozen } }], majorityRead).toArray();
  return new Map(found.map(({ _id, ...generation }) => [_id, generation]));
};

const polled = (mongo: Mongo): Generations => {
  let last: Read | undefined;
  const refresh = (): Read => {
    const read = { at: performance.now(), found: readAll(mongo) };
    last = read;
    // What an outage answered must not be remembered.
    read.found.catch(() => {
      if (last === read) last = undefined;
    });
    return read;
  };
  const known = (): Promise<ReadonlyMap<string, Generation>> =>
    (last === undefined || performance.now() - last.at > generationAgeMsMax ? refresh() : last).found;
  return {
    current: async (name) => (await known()).get(name)?.current ?? name,
    writable: async (name) => {
      let generation = (await known()).get(name);
      for (let waitedMs = 0; generation?.isFrozen === true; waitedMs += frozenLookEveryMs) {
        if (waitedMs > frozenWaitMsMax) throw new OutageError(`The projection ${name} is being switched.`);
        await delay(frozenLookEveryMs);
        generation = (await refresh().found).get(name);
      }
      return generation?.current ?? name;
    },
  };
};

const books = new WeakMap<object, Generations>();

/** One book for a connection, so that all its projections share a read. */
export const generationsOf = (mongo: Mongo): Generations => {
  const book = books.get(mongo) ?? books.get(mongo.connection) ?? polled(mongo);
  if (!books.has(mongo)) books.set(mongo.connection, book);
  return book;
};

/** The same database, where one projection is the given collection: for the job that fills a new generation. */
export const onGeneration = (mongo: Mongo, name: string, collection: string): Mongo => {
  const pinned = { ...mongo };
  const of = async (asked: string): Promise<string> => {
    if (asked !== name) throw new Error(`Only ${name} is being rebuilt, and not ${asked}.`);
    return collection;
  };
  books.set(pinned, { current: of, writable: of });
  return pinned;
};

/** All rows, by projection. */
export const readGenerations = readAll;
