import { MongoClient, MongoServerError } from 'mongodb';
import { mongoAdminUrl } from '../addresses.ts';
import type { Stack } from '../stack.ts';

const ALREADY_INITIALISED = 23;
const UNAUTHORISED = 13;
const USER_EXISTS = 51_003;

const toleratesCodes = (codes: readonly number[]) => (error: unknown) => {
  if (error instanceof MongoServerError && typeof error.code === 'number' && codes.includes(error.code)) return;
  throw error;
};

const withStranger = async (stack: Stack, work: (client: MongoClient) => Promise<void>): Promise<void> => {
  const client = new MongoClient(`mongodb://${stack.addresses.mongo}/?directConnection=true`, { serverSelectionTimeoutMS: 5_000 });
  try {
    await work(client);
  } finally {
    await client.close();
  }
};

export const initiateReplicaSet = (stack: Stack): Promise<void> =>
  withStranger(stack, async (client) => {
    const config = { _id: 'rs0', members: [{ _id: 0, host: stack.addresses.mongo }] };
    await client
      .db('admin')
      .command({ replSetInitiate: config })
      .catch(toleratesCodes([ALREADY_INITIALISED, UNAUTHORISED]));
  });

/** Makes the admin; when a crash left one behind, its password is proven instead. */
export const createFirstUser = async (stack: Stack): Promise<void> => {
  await withStranger(stack, async (client) => {
    const command = { createUser: 'admin', pwd: stack.secrets.admin.mongo, roles: ['root'] };
    await client
      .db('admin')
      .command(command)
      .catch(toleratesCodes([USER_EXISTS, UNAUTHORISED]));
  });
  const admin = new MongoClient(mongoAdminUrl(stack), { serverSelectionTimeoutMS: 5_000 });
  try {
    await admin.db('admin').command({ ping: 1 });
  } finally {
    await admin.close();
  }
};
