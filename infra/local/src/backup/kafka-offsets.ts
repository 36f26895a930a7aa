import { topology } from '@wadah/contracts';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { kafkaAdminLogin } from '../addresses.ts';
import { StackFailure } from '../failure.ts';
import type { Stack } from '../stack.ts';
import type { Manifest, Offsets } from './manifest.ts';

const groups = Object.values(topology);

const clientOf = (stack: Stack): Kafka => {
  const { brokers, username, password } = kafkaAdminLogin(stack);
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  return new kafkajs.Kafka({ clientId: 'wadah-backup', brokers, sasl, logLevel: kafkajs.logLevel.NOTHING });
};

const asAdmin = async <T>(stack: Stack, work: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = clientOf(stack).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};

const endsOf = async (admin: Admin): Promise<Offsets> => {
  const topics = groups.flatMap(({ publishes }) => (publishes === undefined ? [] : [publishes]));
  const ends: Record<string, Record<string, number>> = {};
  for (const topic of topics) {
    const found = await admin.fetchTopicOffsets(topic);
    ends[topic] = Object.fromEntries(found.map(({ partition, high }) => [partition, Number(high)]));
  }
  return ends;
};

/** A partition for which nothing was committed is read from its beginning. */
const committedBy = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<Offsets> => {
  const found = await admin.fetchOffsets({ groupId, topics: [...topics] });
  return Object.fromEntries(
    found.map(({ topic, partitions }) => [
      topic,
      Object.fromEntries(partitions.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))])),
    ]),
  );
};

/** Groups first: what is told in between is read again after a restore, which does no harm, where a gap would. */
export const readPositions = (stack: Stack): Promise<Pick<Manifest, 'groups' | 'ends'>> =>
  asAdmin(stack, async (admin) => {
    const committed: Record<string, Offsets> = {};
    for (const { group, consumes } of groups) committed[group] = await committedBy(admin, group, consumes);
    return { groups: committed, ends: await endsOf(admin) };
  });

/** As the only member of the group, which is quicker than the client's own way of setting each topic by itself. */
const setGroup = async (client: Kafka, groupId: string, topics: Offsets): Promise<void> => {
  const consumer = client.consumer({ groupId, allowAutoTopicCreation: false });
  const wanted = Object.entries(topics).flatMap(([topic, partitions]) =>
    Object.entries(partitions).map(([partition, offset]) => ({ topic, partition: Number(partition), offset: String(offset) })),
  );
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: Object.keys(topics), fromBeginning: true });
    const joined = new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.GROUP_JOIN, () => resolve());
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    await consumer.run({ autoCommit: false, eachBatch: async () => undefined });
    await joined;
    await consumer.commitOffsets(wanted);
  } finally {
    await consumer.disconnect();
  }
};

/** Sets each group back to where it stood; nobody else may be in it. */
export const setPositions = async (stack: Stack, wanted: Manifest['groups']): Promise<void> => {
  const client = clientOf(stack);
  await asAdmin(stack, async (admin) => {
    const { groups: found } = await admin.describeGroups(Object.keys(wanted));
    const busy = found.filter(({ members }) => members.length > 0).map(({ groupId }) => groupId);
    if (busy.length > 0)
      throw new StackFailure(`Somebody still listens as ${busy.join(', ')}. A service that was killed is gone after half a minute.`);
  });
  await Promise.all(Object.entries(wanted).map(([groupId, topics]) => setGroup(client, groupId, topics)));
};
