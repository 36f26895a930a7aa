import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../stack.ts';

const scramModule = 'org.apache.kafka.common.security.scram.ScramLoginModule';
const plainModule = 'org.apache.kafka.common.security.plain.PlainLoginModule';

const login = (module: string, password: string, more = '') => `${module} required username="admin" password="${password}"${more};`;

/** Users that exist from the first start, with the passwords they get at formatting. */
export const kafkaUsers = ({ secrets }: Pick<Stack, 'secrets'>): ReadonlyMap<string, string> =>
  new Map([
    ['admin', secrets.admin.kafka],
    ['verify', secrets.verify.kafka],
    ...Object.entries(secrets.services).map(([name, { kafka }]): [string, string] => [name, kafka]),
  ]);

const listeners = ({ ports, addresses }: Stack) => [
  `listeners=CLIENT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}`,
  `advertised.listeners=CLIENT://${addresses.kafka}`,
  'listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
  'inter.broker.listener.name=CLIENT',
  'controller.listener.names=CONTROLLER',
  `controller.quorum.voters=1@127.0.0.1:${ports.kafkaController}`,
];

const access = ({ secrets }: Stack) => [
  'sasl.enabled.mechanisms=SCRAM-SHA-512',
  'sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512',
  // SCRAM's users live in the metadata that the controller only has after somebody has signed in to it.
  'sasl.mechanism.controller.protocol=PLAIN',
  `listener.name.client.scram-sha-512.sasl.jaas.config=${login(scramModule, secrets.admin.kafka)}`,
  'listener.name.controller.sasl.enabled.mechanisms=PLAIN',
  `listener.name.controller.plain.sasl.jaas.config=${login(plainModule, secrets.admin.kafka, ` user_admin="${secrets.admin.kafka}"`)}`,
  'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'super.users=User:admin',
  'allow.everyone.if.no.acl.found=false',
];

const oneNode = [
  'process.roles=broker,controller',
  'node.id=1',
  'auto.create.topics.enable=false',
  'default.replication.factor=1',
  'min.insync.replicas=1',
  'offsets.topic.replication.factor=1',
  'offsets.topic.num.partitions=4',
  'transaction.state.log.replication.factor=1',
  'transaction.state.log.min.isr=1',
  'transaction.state.log.num.partitions=1',
  'share.coordinator.state.topic.replication.factor=1',
  'share.coordinator.state.topic.min.isr=1',
  'share.coordinator.state.topic.num.partitions=1',
  'group.initial.rebalance.delay.ms=0',
  'group.min.session.timeout.ms=1000',
  'num.network.threads=2',
  'num.io.threads=4',
  'log.cleaner.dedupe.buffer.size=33554432',
  // A killed broker may register again only when its old session has lapsed, and the mending `up` waits for that.
  'broker.session.timeout.ms=3000',
  'broker.heartbeat.interval.ms=500',
];

export const writeKafkaSettings = (stack: Stack, folder: string): string => {
  const file = join(folder, 'server.properties');
  const lines = [...oneNode, ...listeners(stack), ...access(stack), `log.dirs=${join(folder, 'data')}`, ''];
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  return file;
};

export const writeLogSettings = (folder: string): string => {
  const file = join(folder, 'log4j2.properties');
  const lines = [
    'appender.out.type=Console',
    'appender.out.name=OUT',
    'appender.out.layout.type=PatternLayout',
    'appender.out.layout.pattern=%d{ISO8601} %p %c{1}: %m%n',
    'rootLogger.level=WARN',
    'rootLogger.appenderRef.out.ref=OUT',
    'logger.server.name=kafka.server.KafkaRaftServer',
    'logger.server.level=INFO',
  ];
  writeFileSync(file, [...lines, ''].join('\n'));
  return file;
};
