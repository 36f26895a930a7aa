import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import kafkajs from 'kafkajs';
import { MongoClient } from 'mongodb';
import { kafkaServiceLogin, mongoServiceUrl, redisServiceUrl, stackUp, type KafkaLogin, type StackHandle } from '../src/index.ts';

jest.setTimeout(120_000);

const { Kafka, logLevel } = kafkajs;

// Topics of this suite alone, beside those that the other suites on the shared stack use.
const suite = randomUUID();
const orderTopic = `test.order.events.${suite}`;
const paymentTopic = `test.payment.events.${suite}`;

let stack: StackHandle;

const kafkaOf = ({ brokers, username, password }: KafkaLogin) =>
  new Kafka({
    clientId: 'credentials-test',
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });

const publish = async (login: KafkaLogin, topic: string): Promise<void> => {
  const producer = kafkaOf(login).producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  try {
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'k', value: 'v' }] });
  } finally {
    await producer.disconnect();
  }
};

const offsetsSeenBy = async (login: KafkaLogin, topic: string): Promise<unknown> => {
  const admin = kafkaOf(login).admin();
  try {
    await admin.connect();
    return await admin.fetchTopicOffsets(topic);
  } finally {
    await admin.disconnect();
  }
};

/** One inline exchange with Redis under the user of a URL; the last line is the answer to the command. */
const redis = (url: string, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port, username, password } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(`AUTH ${username} ${password}\r\n${command}\r\nQUIT\r\n`));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8').split('\r\n')[1] ?? ''));
  });

const withMongo = async <T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};

beforeAll(async () => {
  stack = await stackUp('test');
  const admin = kafkaOf(stack.kafkaAdmin).admin();
  await admin.connect();
  await admin.createTopics({
    topics: [orderTopic, paymentTopic].map((topic) => ({ topic, numPartitions: 1 })),
    waitForLeaders: true,
  });
  await admin.disconnect();
});

afterAll(async () => {
  const admin = kafkaOf(stack.kafkaAdmin).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [orderTopic, paymentTopic] });
  await admin.disconnect();
});

test('a service writes its own topic', async () => {
  await expect(publish(kafkaServiceLogin(stack, 'order'), orderTopic)).resolves.toBeUndefined();
});

test('a service may not write the topic of another', async () => {
  await expect(publish(kafkaServiceLogin(stack, 'order'), paymentTopic)).rejects.toThrow(/not authorized/i);
});

test('a service may not read a topic that the topology does not give it', async () => {
  await expect(offsetsSeenBy(kafkaServiceLogin(stack, 'seller'), paymentTopic)).rejects.toThrow(/not authorized/i);
});

test('a wrong Kafka password is refused', async () => {
  await expect(publish({ ...kafkaServiceLogin(stack, 'order'), password: 'wrong' }, orderTopic)).rejects.toThrow(/SASL|authentication/i);
});

test('the verifying user reads every topic and writes none', async () => {
  await expect(offsetsSeenBy(stack.kafkaVerify, paymentTopic)).resolves.toBeDefined();
  await expect(publish(stack.kafkaVerify, orderTopic)).rejects.toThrow(/not authorized/i);
});

test('a service writes its own database and reaches no other', async () => {
  await withMongo(mongoServiceUrl(stack, 'order'), async (client) => {
    await expect(client.db().collection('credential_probe').insertOne({ a: 1 })).resolves.toBeDefined();
    expect(client.db().databaseName).toBe('wadah_order_test');
    await expect(client.db('wadah_payment_test').collection('credential_probe').findOne({})).rejects.toThrow(/not authorized/);
  });
});

test('MongoDB shows nothing to who has no password', async () => {
  await withMongo(`mongodb://${stack.addresses.mongo}/?directConnection=true`, async (client) => {
    await expect(client.db('wadah_order_test').collection('credential_probe').findOne({})).rejects.toThrow(/requires authentication/);
  });
});

test('the verifying user reads every database and writes none', async () => {
  await withMongo(stack.mongoVerifyUrl, async (client) => {
    const things = client.db('wadah_order_test').collection('credential_probe');
    await expect(things.findOne({})).resolves.not.toBeUndefined();
    await expect(things.insertOne({ a: 2 })).rejects.toThrow(/not authorized/);
  });
});

test.each([
  ['its own key is written', 'SET order:cart 1', '+OK'],
  ['a foreign key is refused', 'SET payment:cart 1', '-NOPERM'],
  ['a foreign channel is refused', 'PUBLISH payment:news hello', '-NOPERM'],
  ['its own channel is served', 'PUBLISH order:news hello', ':0'],
  ['a dangerous command is refused', 'FLUSHALL', '-NOPERM'],
])('Redis for a service: %s', async (_rule, command, answer) => {
  expect(await redis(redisServiceUrl(stack, 'order'), command)).toMatch(answer);
});

test('Redis does nothing for who has no password', async () => {
  expect(await redis(`redis://default:none@${stack.addresses.redis}`, 'GET order:cart')).toMatch('-NOAUTH');
});
