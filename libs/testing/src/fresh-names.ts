import { randomBytes } from 'node:crypto';
import { deadLetterTopicOf, topology, type ServiceName } from '@wadah/contracts';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { eventually } from './eventually.ts';
import { testKafka } from './kafka.ts';
import { testStack, type TestStack } from './test-stack.ts';

export type FreshOptions = {
  /** Topics without prefix; by default those the service publishes and consumes, and its dead letters. */
  readonly topics?: readonly string[];
  readonly partitions?: number;
};

/** Names that no other suite uses, on the shared stack; `drop` removes everything made under them. */
export type FreshNames = {
  readonly stack: TestStack;
  readonly database: string;
  readonly mongoUrl: string;
  readonly redisPrefix: string;
  readonly topicPrefix: string;
  drop(): Promise<void>;
};

const topicsOf = (service: string): readonly string[] => {
  if (!Object.hasOwn(topology, service)) return [];
  const wiring = topology[service as ServiceName];
  return [...new Set([...(wiring.publishes === undefined ? [] : [wiring.publishes]), ...wiring.consumes, deadLetterTopicOf(wiring.group)])];
};

/** A topic that was just made is unknown for a moment to the broker that is asked, and the client's own wait takes that for an error. */
const makeTopics = async (stack: TestStack, topics: readonly string[], partitions: number): Promise<void> => {
  if (topics.length === 0) return;
  const admin = testKafka(stack).admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: false,
      topics: topics.map((topic) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: 1,
        configEntries: [{ name: 'retention.ms', value: '-1' }],
      })),
    });
    await eventually('the topics have leaders', () => admin.fetchTopicMetadata({ topics: [...topics] }));
  } finally {
    await admin.disconnect();
  }
};

const dropKafka = async (stack: TestStack, prefix: string): Promise<void> => {
  const admin = testKafka(stack).admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
  const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith(prefix));
  if (topics.length > 0) await admin.deleteTopics({ topics });
  // A group whose last member has just been killed is not empty yet; it ages out by itself.
  if (groups.length > 0) await admin.deleteGroups(groups).catch(() => undefined);
  await admin.disconnect();
};

/** The service's database and the one for its records. */
const dropDatabases = async (mongoUrl: string, database: string): Promise<void> => {
  const connection = await mongoose.createConnection(mongoUrl).asPromise();
  await connection.dropDatabase();
  await connection.useDb(database.replace(/_test$/, '_records_test')).dropDatabase();
  await connection.close();
};

const dropKeys = async (redisUrl: string, prefix: string): Promise<void> => {
  const redis = new Redis(redisUrl);
  const scanned: AsyncIterable<string[]> = redis.scanStream({ match: `${prefix}*`, count: 500 });
  for await (const keys of scanned) {
    if (keys.length > 0) await redis.del(...keys);
  }
  redis.disconnect();
};

/** Brings the stack up and makes a suite's own topics; database, keys and groups come with their first use. */
export const freshNames = async (service: string, options: FreshOptions = {}): Promise<FreshNames> => {
  const stack = await testStack();
  const word = randomBytes(5).toString('hex');
  const topicPrefix = `test.${word}.`;
  const database = `wadah_${service}_${word}_test`;
  const redisPrefix = `test-${word}:`;
  await makeTopics(
    stack,
    (options.topics ?? topicsOf(service)).map((topic) => `${topicPrefix}${topic}`),
    options.partitions ?? 2,
  );
  return {
    stack,
    database,
    mongoUrl: stack.mongoUrl(database),
    redisPrefix,
    topicPrefix,
    drop: async () => {
      await Promise.all([
        dropKafka(stack, topicPrefix),
        dropDatabases(stack.mongoUrl(database), database),
        dropKeys(stack.redisUrl, redisPrefix),
      ]);
    },
  };
};
