import { randomUUID } from 'node:crypto';
import { kafkaServiceLogin, stackUp, type StackHandle } from '../src/index.ts';
import { adminAs, offsetsSeenBy, publishAs } from './support/kafka-as.ts';
import { mongoAs } from './support/mongo-as.ts';
import { redisAs } from './support/redis-as.ts';

jest.setTimeout(120_000);

/** Who is no service: the user that verifies, and who has no password or a wrong one. */
const topic = `test.order.events.${randomUUID()}`;

let stack: StackHandle;

beforeAll(async () => {
  stack = await stackUp('test');
  await adminAs(stack.kafkaAdmin, (admin) => admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true }));
});

afterAll(() => adminAs(stack.kafkaAdmin, (admin) => admin.deleteTopics({ topics: [topic] })));

test('a wrong Kafka password is refused', async () => {
  await expect(publishAs({ ...kafkaServiceLogin(stack, 'order'), password: 'wrong' }, topic)).rejects.toThrow(/SASL|authentication/i);
});

test('the verifying user reads every topic and writes none', async () => {
  await expect(offsetsSeenBy(stack.kafkaVerify, topic)).resolves.toBeDefined();
  await expect(publishAs(stack.kafkaVerify, topic)).rejects.toThrow(/not authorized/i);
});

test('MongoDB shows nothing to who has no password', async () => {
  await mongoAs(`mongodb://${stack.addresses.mongo}/?directConnection=true`, async (client) => {
    await expect(client.db('wadah_order_test').collection('credential_probe').findOne({})).rejects.toThrow(/requires authentication/);
  });
});

test('the verifying user reads every database and writes none', async () => {
  await mongoAs(stack.mongoVerifyUrl, async (client) => {
    const things = client.db('wadah_order_test').collection('credential_probe');
    await expect(things.findOne({})).resolves.not.toBeUndefined();
    await expect(things.insertOne({ a: 2 })).rejects.toThrow(/not authorized/);
  });
});

test('Redis does nothing for who has no password', async () => {
  expect(await redisAs(`redis://default:none@${stack.addresses.redis}`, 'GET order:cart')).toMatch('-NOAUTH');
});
