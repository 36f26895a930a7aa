import {
  attendance,
  authenticator,
  createApp,
  problemTexts,
  cursorCodec,
  type Attendance,
  type Authenticator,
  type JwksSource,
  type ProblemFiles,
  type ProblemTexts,
  type Route,
} from '@wadah/http';
import {
  isOutage,
  sessionOf,
  startConsumers,
  startRelay,
  type Consumer,
  type Consumers,
  type OutboxSource,
  type Relay,
  type StartConsumersOptions,
} from '@wadah/messaging';
import { idempotencyIndexes, idempotencyStore, mongoProblems, parkedKeys, type IndexSpec } from '@wadah/mongo';
import type { RequestListener } from 'node:http';
import type { Chassis } from './chassis.ts';
import type { BaseConfig } from './config.ts';
import type { HealthCheck } from './health.ts';
import { groupOf } from './group.ts';
import { identityKeys } from './identity-keys.ts';
import { revocationConsumers } from './revocation-consumers.ts';
import { redisRevocations } from './revocations.ts';

/** What works in the background and can be stopped, as a due worker. */
export type Worker = { ready?(): boolean; stop(): Promise<void> };

export type ServicePartsOptions = {
  readonly chassis: Chassis<BaseConfig>;
  readonly routes: readonly Route[];
  readonly internalRoutes?: readonly Route[];
  /** Beside those that keep the revocation list. */
  readonly consumers?: readonly Consumer[];
  readonly outboxes?: readonly OutboxSource[];
  readonly workers?: readonly Worker[];
  /** Public keys of access tokens. Default: identity's, over HTTP. */
  readonly jwks?: JwksSource;
  readonly checks?: readonly HealthCheck[];
  /** The words of the service's own refusals. */
  readonly problems?: ProblemFiles;
};

/** A wired service: its two request handlers, what its readiness asks, and how it ends. */
export type Running = {
  readonly handle: RequestListener;
  readonly handleInternal: RequestListener;
  readonly checks: readonly HealthCheck[];
  /** Resolves when the service can't go on and the process should end. */
  readonly failed: Promise<Error>;
  /** Ends streams and waits, each with a last word to its client. */
  farewell(): void;
  /** Consumers and workers take nothing new and finish what they are at. */
  rest(): Promise<void>;
  /** The relay, after all else, since it publishes what requests, consumers and workers wrote last. */
  stop(): Promise<void>;
};

/** Those of the libraries and the service's own. */
const wordsOf = ({ problems }: ServicePartsOptions): ProblemTexts =>
  problemTexts([mongoProblems, ...(problems === undefined ? [] : [problems])]);

const apps = (options: ServicePartsOptions, streams: Attendance) => {
  const { chassis, routes, internalRoutes = [] } = options;
  const { name, config, logger, metrics, now, mongo, redis } = chassis;
  const jwks = options.jwks ?? identityKeys({ identityUrl: config.IDENTITY_URL, now, logger, metrics });
  const revocations = redisRevocations({ redis, logger });
  const authFor = (audience: string): Authenticator => authenticator({ jwks, issuer: 'wadah', audience, revocations, now });
  const common = {
    service: name,
    idempotency: idempotencyStore({ mongo, now, hashKey: config.HASH_KEY }),
    cursors: cursorCodec({ key: config.HASH_KEY }),
    logger,
    metrics,
    now,
    isOutage,
    attendance: streams,
    trustProxyHops: config.TRUST_PROXY_HOPS,
  };
  return {
    handle: createApp({ ...common, routes, auth: authFor('wadah'), problemTexts: wordsOf(options) }),
    handleInternal: createApp({ ...common, routes: internalRoutes, auth: authFor(name), internal: true, trustProxyHops: 0 }),
  };
};

const consume = (options: ServicePartsOptions, more: Pick<StartConsumersOptions, 'relayStalled' | 'onCrash'>): Promise<Consumers> => {
  const { chassis, consumers = [] } = options;
  const { name, config, logger, metrics, now, mongo, redis, kafka } = chassis;
  const group = groupOf(name);
  return startConsumers({
    kafka,
    group,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    consumers: [...revocationConsumers({ redis, now }), ...consumers],
    parked: parkedKeys({ mongo }),
    limits: sessionOf(config.KAFKA_SESSION_TIMEOUT_MS),
    metrics,
    logger,
    now,
    ...more,
  });
};

const relay = ({ chassis, outboxes = [] }: ServicePartsOptions): Relay => {
  const { name, config, logger, metrics, now, kafka } = chassis;
  return startRelay({ kafka, source: `/wadah/${name}`, topicPrefix: config.KAFKA_TOPIC_PREFIX, outboxes, metrics, logger, now });
};

/** Indexes of what the chassis itself keeps in a service's database; each service adds them to its own. */
export const serviceIndexes: readonly IndexSpec[] = idempotencyIndexes;

const ping = async (chassis: Chassis<BaseConfig>): Promise<boolean> => (await chassis.redis.ping()) === 'PONG';

/** The wiring that every service shares; a service brings its routes, consumers, outboxes and workers. */
export const serviceParts = async (options: ServicePartsOptions): Promise<Running> => {
  const { chassis, outboxes = [], workers = [], checks = [] } = options;
  const streams = attendance();
  const failure = Promise.withResolvers<Error>();
  const publishing = outboxes.length > 0 ? relay(options) : undefined;
  const consuming = await consume(options, { relayStalled: () => publishing?.stalled() ?? false, onCrash: failure.resolve });
  return {
    ...apps(options, streams),
    failed: failure.promise,
    farewell: () => streams.close(),
    checks: [
      { name: 'mongo', required: true, up: () => chassis.mongo.ready() },
      { name: 'redis', required: false, up: () => ping(chassis) },
      { name: 'consumers', required: true, up: () => consuming.ready() },
      ...(publishing === undefined ? [] : [{ name: 'relay', required: true, up: () => publishing.ready() }]),
      ...workers.map((worker, index) => ({ name: `worker-${index + 1}`, required: true, up: () => worker.ready?.() ?? true })),
      ...checks,
    ],
    rest: async () => {
      await Promise.all([consuming.stop(), ...workers.map((worker) => worker.stop())]);
    },
    stop: async () => publishing?.stop(),
  };
};
