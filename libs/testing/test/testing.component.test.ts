import { accountRegisteredV1 } from '@wadah/contracts';
import mongoose from 'mongoose';
import { capture, freshNames, publisher, testKafka } from '../src/index.ts';

const registered = (accountId: string) =>
  accountRegisteredV1.from({ subject: accountId, time: new Date(), data: { accountId, locale: 'id' } });

test('an event published by a test is captured with its whole envelope', async () => {
  const names = await freshNames('identity');
  const captured = await capture(names, ['identity.events']);
  const sender = await publisher(names);
  try {
    const id = await sender.publish(registered('acc_1'), { sequence: 7, correlationId: 'cor-1' });
    const [event] = await captured.waitFor('account.registered.v1', { subject: 'acc_1' });
    expect(event).toMatchObject({ id, key: 'acc_1', source: '/wadah/identity', sequence: 7, data: { accountId: 'acc_1', locale: 'id' } });
    expect(event?.headers['correlationid']).toBe('cor-1');
  } finally {
    await Promise.all([captured.stop(), sender.stop()]);
    await names.drop();
  }
});

test('dropping the names leaves no topic and no database behind', async () => {
  const names = await freshNames('seller');
  const connection = await mongoose.createConnection(names.mongoUrl).asPromise();
  await connection.collection('rows').insertOne({ made: true });
  await names.drop();
  const databases = await connection.getClient().db('admin').admin().listDatabases({ nameOnly: true });
  await connection.close();
  const admin = testKafka(names.stack).admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  expect(databases.databases.map(({ name }) => name)).not.toContain(names.database);
  expect(topics.filter((topic) => topic.startsWith(names.topicPrefix))).toEqual([]);
});
