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

const directAdmin = (stack: Stack): MongoClient => {
  const url = new URL(mongoAdminUrl(stack));
  url.searchParams.delete('replicaSet');
  url.searchParams.set('directConnection', 'true');
  return new MongoClient(url.href, { serverSelectionTimeoutMS: 5_000 });
};

/** The data remember the port they were made under; a replica set whose only member is elsewhere never has a primary. */
export const moveReplicaSet = async (stack: Stack): Promise<void> => {
  const client = directAdmin(stack);
  try {
    const { config } = await client.db('admin').command({ replSetGetConfig: 1 });
    const { members, version, ...rest } = config as { members: { _id: number; host: string }[]; version: number };
    if (members[0]?.host === stack.addresses.mongo) return;
    const moved = { ...rest, version: version + 1, members: [{ ...members[0], host: stack.addresses.mongo }] };
    await client.db('admin').command({ replSetReconfig: moved, force: true });
  } finally {
    await client.close();
  }
};
