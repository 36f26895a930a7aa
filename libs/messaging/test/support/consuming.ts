import { orderClosedV1 } from '@wadah/contracts';
import { eventually, freshNames, publisher, type FreshNames } from '@wadah/testing';
import type { Kafka } from 'kafkajs';

import { connectKafka, startConsumers, type Consumer, type Consumers, type ConsumerLimits, type ParkedKeys } from '../../src/index.ts';
import { memoryParkedKeys } from '../../src/testing.ts';
import { recorder } from './recorder.ts';

export const quickLimits: Partial<ConsumerLimits> = {
  pollMs: 50,
  commitEveryMs: 50,
  outageWait: { firstMs: 20, mostMs: 200 },
  retryWait: { firstMs: 5, mostMs: 20 },
};

export type Member = { readonly consumers: Consumers; readonly record: ReturnType<typeof recorder> };

type JoinOptions = {
  readonly group?: string;
  readonly parked?: ParkedKeys;
  readonly limits?: Partial<ConsumerLimits>;
  /** Another way to the broker than the suite's own. */
  readonly client?: Kafka;
  readonly onCrash?: (error: Error) => void;
};

/** Fresh topics on the real broker, a publisher, and group members that end with the suite. */
export const consumingSuite = async (groups: readonly string[] = []) => {
  const names: FreshNames = await freshNames('order', {
    topics: ['order.events', ...groups.map((group) => `${group}.dead-letters`)],
    partitions: 2,
  });
  const sender = await publisher(names);
  const members: Consumers[] = [];
  const { brokers, username, password } = names.stack.kafka;
  const silent = recorder();
  const kafka = connectKafka({ clientId: 'messaging-test', brokers: [...brokers], username, password, logger: silent.logger });

  const join = async (list: readonly Consumer[], options: JoinOptions = {}): Promise<Member> => {
    const record = recorder();
    const { group = 'order', parked = memoryParkedKeys(), limits = {}, client = kafka.client, onCrash } = options;
    const consumers = await startConsumers({
      kafka: { client },
      group,
      topicPrefix: names.topicPrefix,
      consumers: list,
      parked,
      metrics: record.metrics,
      logger: record.logger,
      now: () => new Date(),
      limits: { ...quickLimits, ...limits },
      ...(onCrash === undefined ? {} : { onCrash }),
    });
    members.push(consumers);
    await eventually('the member has joined', () => consumers.ready());
    return { consumers, record };
  };

  /** Publishes the n-th event of an order. */
  const send = (
    orderId: string,
    sequence: number,
    options: { readonly rawValue?: string; readonly headers?: Record<string, string> } = {},
  ) =>
    sender.publish(orderClosedV1.from({ subject: orderId, time: new Date(), data: { ...orderClosedV1.example, orderId } }), {
      sequence,
      ...options,
    });

  const topic = `${names.topicPrefix}order.events`;
  const admin = kafka.client.admin();
  await admin.connect();
  const withAdmin = <T>(work: (client: typeof admin) => Promise<T>): Promise<T> => work(admin);

  return {
    names,
    kafka,
    topic,
    withAdmin,
    endOffsets: async () =>
      new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)] as const)),
    join,
    send,
    /** Ends the members of a test. */
    disband: async () => {
      await Promise.all(members.splice(0).map((member) => member.stop()));
    },
    leave: async () => {
      await Promise.all(members.map((member) => member.stop()));
      await sender.stop();
      await admin.disconnect();
      await names.drop();
    },
  };
};

type Suite = Awaited<ReturnType<typeof consumingSuite>>;

/** What the group has committed, by partition. */
export const committedOffsets = (suite: Suite, group: string): Promise<Map<number, number>> =>
  suite.withAdmin(async (admin) => {
    const [topic] = await admin.fetchOffsets({ groupId: `${suite.names.topicPrefix}${group}`, topics: [suite.topic] });
    return new Map((topic?.partitions ?? []).map(({ partition, offset }) => [partition, Number(offset)]));
  });
