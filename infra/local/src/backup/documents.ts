import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BSON, MongoClient, type ClientSession, type Db, type Document } from 'mongodb';
import { mongoAdminUrl } from '../addresses.ts';
import type { Stack } from '../stack.ts';
import { documentsFile, type CollectionCopy, type IndexCopy, type Manifest } from './manifest.ts';

const batchSize = 1_000;

export const withMongo = async <T>(stack: Stack, work: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = await new MongoClient(mongoAdminUrl(stack), {
    appName: 'wadah-backup',
    writeConcern: { w: 'majority', journal: true },
  }).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};

const collectionNames = async (db: Db): Promise<readonly string[]> =>
  (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => !name.startsWith('system.'));

/** The driver hands over bytes as they lie in the database, one document a chunk. */
const copyCollection = async (
  db: Db,
  collection: string,
  { file, session }: { file: string; session: ClientSession },
): Promise<CollectionCopy> => {
  mkdirSync(dirname(file), { recursive: true });
  let documents = 0;
  async function* bytes() {
    for await (const document of db.collection(collection).find({}, { raw: true, session })) {
      documents += 1;
      yield document as unknown as Buffer;
    }
  }
  const indexes = await db.collection(collection).listIndexes().toArray();
  await pipeline(Readable.from(bytes(), { objectMode: true }), createWriteStream(file, { mode: 0o600 }));
  const own = (indexes as readonly (IndexCopy & { readonly v: number })[]).filter(({ name }) => name !== '_id_');
  return { documents, indexes: own.map(({ v: _version, ...index }) => index) };
};

/** All databases in one session of read concern snapshot: every document as it was at the same moment, whoever writes meanwhile. */
export const copyDatabases = (stack: Stack, folder: string, databases: readonly string[]): Promise<Manifest['databases']> =>
  withMongo(stack, async (client) => {
    const names = new Map<string, readonly string[]>();
    for (const database of databases) names.set(database, await collectionNames(client.db(database)));
    const session = client.startSession({ snapshot: true });
    const copied: Record<string, Record<string, CollectionCopy>> = {};
    try {
      for (const [database, collections] of names) {
        const copies: Record<string, CollectionCopy> = {};
        for (const collection of collections) {
          const file = documentsFile(folder, { database, collection });
          copies[collection] = await copyCollection(client.db(database), collection, { file, session });
        }
        copied[database] = copies;
      }
      return copied;
    } finally {
      await session.endSession();
    }
  });

/** Documents one after the other, each beginning with its length; numbers keep their types. */
function* documentsIn(bytes: Buffer): Generator<Document> {
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readInt32LE(at);
    yield BSON.deserialize(bytes.subarray(at, at + length), { promoteValues: false });
    at += length;
  }
}

const putCollection = async (db: Db, collection: string, { file, indexes }: CollectionCopy & { readonly file: string }): Promise<void> => {
  await db.createCollection(collection);
  let batch: Document[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await db.collection(collection).insertMany(batch, { ordered: false });
    batch = [];
  };
  for (const document of documentsIn(readFileSync(file))) {
    batch.push(document);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  for (const { key, ...options } of indexes) await db.collection(collection).createIndex(key, options);
};

/** Each database is dropped and made again as it was. */
export const putDatabases = (stack: Stack, folder: string, databases: Manifest['databases']): Promise<void> =>
  withMongo(stack, async (client) => {
    for (const [database, collections] of Object.entries(databases)) {
      const db = client.db(database);
      await db.dropDatabase();
      for (const [collection, copy] of Object.entries(collections)) {
        await putCollection(db, collection, { ...copy, file: documentsFile(folder, { database, collection }) });
      }
    }
  });
