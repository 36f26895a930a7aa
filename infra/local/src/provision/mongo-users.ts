import { MongoClient, type Db } from 'mongodb';
import { databaseOf, mongoAdminUrl, recordsDatabaseOf } from '../addresses.ts';
import { serviceNames, type Stack } from '../stack.ts';

type MongoUser = { readonly name: string; readonly password: string; readonly roles: readonly { role: string; db: string }[] };

const usersOf = (stack: Stack): MongoUser[] => [
  { name: 'verify', password: stack.secrets.verify.mongo, roles: [{ role: 'readAnyDatabase', db: 'admin' }] },
  ...serviceNames.map((name) => ({
    name,
    password: stack.secrets.services[name]?.mongo ?? '',
    roles: [
      { role: 'readWrite', db: databaseOf(stack, name) },
      { role: recorderOf(name), db: 'admin' },
    ],
  })),
];

const recorderOf = (name: string): string => `${name}-recorder`;

/** Records are inserted and read; not even the service that keeps them may change one. */
const setRecorder = async (admin: Db, stack: Stack, name: string): Promise<void> => {
  const role = recorderOf(name);
  const privileges = [
    { resource: { db: recordsDatabaseOf(stack, name), collection: '' }, actions: ['find', 'insert', 'createIndex', 'listIndexes'] },
  ];
  const found = await admin.command({ rolesInfo: role });
  const verb = Array.isArray(found['roles']) && found['roles'].length > 0 ? 'updateRole' : 'createRole';
  await admin.command({ [verb]: role, privileges, roles: [] });
};

const setUser = async (admin: Db, user: MongoUser): Promise<void> => {
  const found = await admin.command({ usersInfo: user.name });
  const verb = Array.isArray(found['users']) && found['users'].length > 0 ? 'updateUser' : 'createUser';
  await admin.command({ [verb]: user.name, pwd: user.password, roles: user.roles });
};

export const provisionMongo = async (stack: Stack): Promise<void> => {
  const client = new MongoClient(mongoAdminUrl(stack), { serverSelectionTimeoutMS: 10_000 });
  try {
    for (const name of serviceNames) await setRecorder(client.db('admin'), stack, name);
    for (const user of usersOf(stack)) await setUser(client.db('admin'), user);
  } finally {
    await client.close();
  }
};
