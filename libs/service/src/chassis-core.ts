import type { Now } from '@wadah/kit';
import { connectKafka, type KafkaConnection } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { clockFrom } from './clock.ts';
import type { CoreConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { createMetrics, type ServiceMetrics } from './metrics.ts';
import { connectRedis, firstConnection } from './redis.ts';
import { startTracing, type Tracing } from './tracing.ts';
import './outages.ts';

/** What a service stands on without a database of its own. */
export type ChassisCore<Config> = {
  readonly name: string;
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: ServiceMetrics;
  /** The one clock; everything that compares times takes it. */
  readonly now: Now;
  /** Puts the service's prefix before keys by itself; channels take `config.REDIS_PREFIX` by hand. */
  readonly redis: Redis;
  readonly kafka: KafkaConnection;
  /** Closes the connections; what uses them is stopped before. */
  close(): Promise<void>;
};

export type ChassisOptions<Config> = {
  /** Name of the service: its topic's source, its consumer group, its audience on internal routes. */
  readonly name: string;
  readonly config: Config;
};

const FIRST_REDIS_MS = 500;

const tracingOf = async (service: string, config: CoreConfig): Promise<Tracing | undefined> => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  return endpoint === undefined ? undefined : startTracing({ service, endpoint, ratio });
};

/** For a process without a database, as the gateway. */
export const createChassisCore = async <Config extends CoreConfig>({
  name,
  config,
}: ChassisOptions<Config>): Promise<ChassisCore<Config>> => {
  const logger = createLogger({ service: name, level: config.LOG_LEVEL });
  const tracing = await tracingOf(name, config);
  const redis = connectRedis({ url: config.REDIS_URL, prefix: config.REDIS_PREFIX, commandTimeoutMs: config.REDIS_TIMEOUT_MS, logger });
  const kafka = connectKafka({
    clientId: name,
    brokers: config.KAFKA_BROKERS,
    username: config.KAFKA_USERNAME,
    password: config.KAFKA_PASSWORD,
    ssl: config.KAFKA_TLS,
    logger,
  });
  await firstConnection(redis, FIRST_REDIS_MS);
  return {
    name,
    config,
    logger,
    metrics: createMetrics(name),
    now: clockFrom(config.WADAH_CLOCK_FILE),
    redis,
    kafka,
    close: async () => {
      redis.disconnect();
      await tracing?.stop();
    },
  };
};
