import { MongoClient } from 'mongodb';

/** Works on MongoDB under the user of a URL, and leaves again. */
export const mongoAs = async <T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};
