import type { Metrics } from '@wadah/messaging';
import mongoose, { type Connection, type mongo } from 'mongoose';
import { counted } from './counted-collection.ts';

export type MongoOptions = {
  /** With user, password, database, replica set and authSource. */
  readonly url: string;
  /** Shown in the server's log and in `currentOp`. */
  readonly appName: string;
  /** Default 20. */
  readonly poolSizeMax?: number;
  /** How long an operation looks for a primary before it fails as an outage. Default 3,000. */
  readonly serverSelectionTimeoutMs?: number;
  /** Counts the requests of collections as `wadah_mongo_requests_total`; the count per checkout is a budget. */
  readonly metrics?: Metrics;
};

export type StoredDocument = { readonly _id: string; readonly [field: string]: unknown };

export type Collection<T extends mongo.Document = StoredDocument> = mongo.Collection<T>;

export type Mongo = {
  readonly connection: Connection;
  /** The native collection: writes through hydrated documents cost a tenth of a checkout. */
  collection<T extends mongo.Document = StoredDocument>(name: string): Collection<T>;
  /** In the database for records beside it, where the service's user may find and insert, and change nothing. */
  records<T extends mongo.Document = StoredDocument>(name: string): Collection<T>;
  /** Asks the primary. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
};

/** A read that a failover can't take back. A decision that writes nothing counts only on such a read. */
export const majorityRead = { readConcern: { level: 'majority' } } as const;

const strictEverywhere = (): void => {
  mongoose.set('strict', 'throw');
  mongoose.set('strictQuery', 'throw');
  mongoose.set('sanitizeFilter', true);
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  mongoose.set('bufferCommands', false);
};

const databaseOf = (connection: Connection): mongo.Db => {
  if (connection.db === undefined) throw new Error('The connection has no database yet.');
  return connection.db;
};

/** The name keeps its ending, by which tests' databases are told. */
export const recordsDatabaseOf = (database: string): string =>
  database.endsWith('_test') ? `${database.slice(0, -'_test'.length)}_records_test` : `${database}_records`;

/**
 * Connects with what every write here relies on: majority and journaled, and no retry by the driver, whose unclear answers the stores
 * settle by loading again.
 * @throws when no primary answers within the selection time.
 */
export const connectMongo = async (options: MongoOptions): Promise<Mongo> => {
  strictEverywhere();
  const connection = await mongoose
    .createConnection(options.url, {
      appName: options.appName,
      maxPoolSize: options.poolSizeMax ?? 20,
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 3_000,
      connectTimeoutMS: 3_000,
      socketTimeoutMS: 20_000,
      waitQueueTimeoutMS: 10_000,
      retryWrites: false,
      retryReads: false,
      writeConcern: { w: 'majority', j: true },
      ignoreUndefined: true,
    })
    .asPromise();
  const db = databaseOf(connection);
  const records = connection.getClient().db(recordsDatabaseOf(db.databaseName));
  const shown = <T extends mongo.Document>(open: () => Collection<T>): Collection<T> =>
    options.metrics === undefined ? open() : counted(open, options.metrics);
  return {
    connection,
    collection: (name) => shown(() => db.collection(name)),
    records: (name) => shown(() => records.collection(name)),
    ready: async () => {
      try {
        const hello = await db.admin().command({ hello: 1 }, { timeoutMS: 1_000 });
        return hello['isWritablePrimary'] === true;
      } catch {
        return false;
      }
    },
    close: () => connection.close(),
  };
};
