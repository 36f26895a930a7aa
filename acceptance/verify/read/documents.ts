import { MongoClient, type Db } from 'mongodb';
import type { Copy, Found, StoredAggregate, StoredRow } from '../found.ts';

export type MongoAccess = {
  readonly url: string;
  /** With a star in place of the service's name. */
  readonly databasePattern: string;
};

type Documents = Omit<Found, 'now' | 'events'>;

type Database = { readonly service: string; readonly db: Db };

const databasesOf = async (client: MongoClient, pattern: string): Promise<readonly Database[]> => {
  const [before = '', after = ''] = pattern.split('*');
  const shape = new RegExp(`^${before}([a-z]+)${after}$`);
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  return databases.flatMap(({ name }) => {
    const service = shape.exec(name)?.[1];
    return service === undefined ? [] : [{ service, db: client.db(name) }];
  });
};

const all = <T extends { readonly _id: string }>({ db }: Database, collection: string, projection: Readonly<Record<string, 0 | 1>> = {}) =>
  db.collection<StoredRow>(collection).find({}, { projection }).toArray() as unknown as Promise<readonly T[]>;

const aggregatesIn = async ({ service, db }: Database): Promise<readonly StoredAggregate[]> => {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const found = await Promise.all(
    collections.map(async ({ name: collection }) => {
      // A projection's row may keep a number of its source, but no version.
      const numbered = { version: { $exists: true }, sequence: { $exists: true } };
      const documents = await db
        .collection<StoredRow>(collection)
        .find(numbered, { projection: { sequence: 1, outbox: 1 } })
        .toArray();
      return documents.map(({ _id, sequence, outbox = [] }) => ({ service, collection, _id, sequence, outbox }) as StoredAggregate);
    }),
  );
  return found.flat();
};

/** A projection that was rebuilt lies in another collection than the one that bears its name. */
const currentOf = async ({ db }: Database, name: string): Promise<string> => {
  const generation = await db.collection<{ _id: string; current: string }>('projection_generations').findOne({ _id: name });
  return generation?.current ?? name;
};

const copies = (databases: readonly Database[], services: readonly string[], name: string): Promise<readonly Copy[]> =>
  Promise.all(
    databases
      .filter(({ service }) => services.includes(service))
      .map(async (database) => ({ service: database.service, rows: await all<StoredRow>(database, await currentOf(database, name)) })),
  );

const readAll = async (databases: readonly Database[]): Promise<Documents> => {
  const of = (wanted: string): Database => {
    const database = databases.find(({ service }) => service === wanted);
    if (database === undefined) throw new Error(`There is no database of ${wanted}.`);
    return database;
  };
  return {
    stocks: await all(of('catalogue'), 'stocks'),
    reservations: await all(of('catalogue'), 'reservations'),
    orders: await all(of('order'), 'orders'),
    payments: await all(of('payment'), 'payments'),
    journal: await all(of('payment'), 'journal'),
    members: await copies(databases, ['seller', 'catalogue', 'order'], 'members'),
    sellers: await copies(databases, ['catalogue', 'order'], 'sellers'),
    listings: await copies(databases, ['order'], 'listings'),
    aggregates: (await Promise.all(databases.map(aggregatesIn))).flat(),
  };
};

/** On majority reads alone: what a failover takes back was never true. */
export const readDocuments = async ({ url, databasePattern }: MongoAccess): Promise<Documents> => {
  const client = await new MongoClient(url, { appName: 'verify', readConcern: { level: 'majority' } }).connect();
  try {
    return await readAll(await databasesOf(client, databasePattern));
  } finally {
    await client.close();
  }
};
