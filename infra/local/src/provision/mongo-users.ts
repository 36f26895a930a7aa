import { MongoClient, type Db } from 'mongodb';
import { databaseOf, mongoAdminUrl } from '../addresses.ts';
import { serviceNames, type Stack } from '../stack.ts';

type MongoUser = { readonly name: string; readonly password: string; readonly roles: readonly { role: string; db: string }[] };

const usersOf = (stack: Stack): MongoUser[] => [
  { name: 'verify', password: stack.secrets.verify.mongo, roles: [{ role: 'readAnyDatabase', db: 'admin' }] },
  ...serviceNames.map((name) => ({
    name,
    password: stack.secrets.services[name]?.mongo ?? '',
    roles: [{ role: 'readWrite', db: databaseOf(stack, name) }],
  })),
];

const setUser = async (admin: Db, user: MongoUser): Promise<void> => {
  const found = await admin.command({ usersInfo: user.name });
  const verb = Array.isArray(found['users']) && found['users'].length > 0 ? 'updateUser' : 'createUser';
  await admin.command({ [verb]: user.name, pwd: user.password, roles: user.roles });
};

export const provisionMongo = async (stack: Stack): Promise<void> => {
  const client = new MongoClient(mongoAdminUrl(stack), { serverSelectionTimeoutMS: 10_000 });
  try {
    for (const user of usersOf(stack)) await setUser(client.db('admin'), user);
  } finally {
    await client.close();
  }
};
