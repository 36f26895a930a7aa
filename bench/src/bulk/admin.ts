import { databaseOf, type StackHandle } from '@wadah/local';
import mongoose from 'mongoose';

/** A document as the database holds it, of whichever collection. */
export type Stored = Readonly<Record<string, unknown>> & { readonly _id: string };

export type Rows = mongoose.mongo.Collection<mongoose.mongo.Document & { _id: string }>;

/** The databases of all services at once, as no service may see them. */
export type Admin = {
  rows(service: string, collection: string): Rows;
  /** Every collection of every service. */
  all(): Promise<readonly Rows[]>;
  close(): Promise<void>;
};

export const openAdmin = async (stack: StackHandle): Promise<Admin> => {
  const connection = await mongoose.createConnection(stack.mongoAdminUrl).asPromise();
  const client = connection.getClient();
  const rows = (service: string, collection: string): Rows => client.db(databaseOf(stack, service)).collection(collection);
  return {
    rows,
    all: async () => {
      const { databases } = await client.db('admin').admin().listDatabases();
      const names = databases.map(({ name }) => name).filter((name) => name.startsWith('wadah_'));
      const lists = names.map(async (name) => {
        const found = await client.db(name).listCollections().toArray();
        return found.map((one): Rows => client.db(name).collection(one.name));
      });
      return (await Promise.all(lists)).flat();
    },
    close: () => connection.close(),
  };
};

const BATCH = 1_000;

/** Fast and not careful: what a crash would lose here is made again by the next run. */
export const fill = async (rows: Rows, count: number, make: (index: number) => readonly Stored[]): Promise<void> => {
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_unused, offset) => make(from + offset)).flat();
    await rows.insertMany(batch, { ordered: false, writeConcern: { w: 1, j: false } });
  }
};
