import kafkajs, { type Admin, type Kafka as KafkaClient } from 'kafkajs';
import type { KafkaLogin } from '../../src/index.ts';

const { Kafka, logLevel } = kafkajs;

export const kafkaAs = ({ brokers, username, password }: KafkaLogin): KafkaClient =>
  new Kafka({
    clientId: 'credentials-test',
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });

export const adminAs = async <T>(login: KafkaLogin, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = kafkaAs(login).admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

export const publishAs = async (login: KafkaLogin, topic: string): Promise<void> => {
  const producer = kafkaAs(login).producer({ allowAutoTopicCreation: false, retry: { retries: 5 } });
  try {
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'k', value: 'v' }] });
  } finally {
    await producer.disconnect();
  }
};

export const offsetsSeenBy = (login: KafkaLogin, topic: string): Promise<unknown> =>
  adminAs(login, (admin) => admin.fetchTopicOffsets(topic));

/** 'joined', or what keeps this user out: of a foreign group the broker does not even tell the coordinator. */
export const joinAs = async (
  login: KafkaLogin,
  { groupId, topic }: { readonly groupId: string; readonly topic: string },
): Promise<string> => {
  const consumer = kafkaAs(login).consumer({ groupId, retry: { retries: 0, restartOnFailure: () => Promise.resolve(false) } });
  const outcome = Promise.withResolvers<string>();
  consumer.on(consumer.events.GROUP_JOIN, () => outcome.resolve('joined'));
  consumer.on(consumer.events.CRASH, ({ payload }) => outcome.resolve(payload.error.message));
  try {
    await consumer.connect();
    await consumer.subscribe({ topic });
    await consumer.run({ eachMessage: () => Promise.resolve() });
    return await outcome.promise;
  } catch (error) {
    return String(error);
  } finally {
    await consumer.disconnect();
  }
};
