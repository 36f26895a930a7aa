import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { MongoClient } from 'mongodb';
import { databaseOf, serviceNames, type StackHandle } from '@wadah/local';

/** Work with the broker's administration, on a connection of its own. */
export const withAdmin = async <T>(
  { kafkaAdmin: { brokers, username, password } }: StackHandle,
  work: (admin: Admin) => Promise<T>,
): Promise<T> => {
  const kafka = new kafkajs.Kafka({
    clientId: 'faults',
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

type Ends = Map<string, ReadonlyMap<number, number>>;

const endOf = async (admin: Admin, topic: string, ends: Ends): Promise<ReadonlyMap<number, number>> => {
  const known = ends.get(topic);
  if (known !== undefined) return known;
  const end = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]));
  ends.set(topic, end);
  return end;
};

/** A group that has committed nothing yet has everything before it. */
const lagging = (stack: StackHandle): Promise<readonly string[]> =>
  withAdmin(stack, async (admin) => {
    const found: string[] = [];
    const ends: Ends = new Map();
    for (const groupId of serviceNames) {
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
        const end = await endOf(admin, topic, ends);
        const lag = partitions.reduce((sum, { partition, offset }) => sum + (end.get(partition) ?? 0) - Math.max(0, Number(offset)), 0);
        if (lag > 0) found.push(`${groupId} is ${lag} events behind on ${topic}`);
      }
    }
    return found;
  });

const waitingOutboxes = async (stack: StackHandle, mongo: MongoClient): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const name of serviceNames.map((service) => databaseOf(stack, service))) {
    for (const { name: collection } of await mongo.db(name).listCollections({}, { nameOnly: true }).toArray()) {
      const waiting = await mongo
        .db(name)
        .collection(collection)
        .countDocuments({ 'outbox.0': { $exists: true } });
      if (waiting > 0) found.push(`${name}.${collection}: ${waiting} outboxes are not empty`);
    }
  }
  return found;
};

const countOn = (stack: StackHandle, ending: string): Promise<number> =>
  withAdmin(stack, async (admin) => {
    let count = 0;
    for (const topic of await admin.listTopics()) {
      if (!topic.endsWith(ending)) continue;
      for (const { high, low } of await admin.fetchTopicOffsets(topic)) count += Number(high) - Number(low);
    }
    return count;
  });

/** How many dead letters there are, of all services. */
export const countDeadLetters = (stack: StackHandle): Promise<number> => countOn(stack, '.dead-letters');

/** How many events there are, of all services. */
export const countEvents = (stack: StackHandle): Promise<number> => countOn(stack, '.events');

/** A broker that has just come back refuses questions for a moment, which is no rest yet. */
const busyOf = async (stack: StackHandle, mongo: MongoClient): Promise<readonly string[]> => {
  try {
    return [...(await waitingOutboxes(stack, mongo)), ...(await lagging(stack))];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

/** Waits until outboxes are empty and consumers have caught up; what is left after that time. */
export const becomeQuiet = async (stack: StackHandle, timeoutMs: number): Promise<readonly string[]> => {
  const mongo = await MongoClient.connect(stack.mongoVerifyUrl);
  try {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const busy = await busyOf(stack, mongo);
      if (busy.length === 0 || performance.now() > until) return busy;
      await pause(200);
    }
  } finally {
    await mongo.close();
  }
};
