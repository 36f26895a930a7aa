import { randomBytes } from 'node:crypto';
import type { FreshNames } from './fresh-names.ts';

/** Where nothing listens, for addresses that a suite doesn't use. */
const nowhere = 'http://127.0.0.1:9';

const secret = () => randomBytes(32).toString('base64');

/**
 * What a service reads from its environment, on a suite's fresh names and free ports; `IDENTITY_URL` is that of `tokens()`.
 * `extra` adds the service's own variables or replaces these.
 */
export const serviceVariables = (
  names: FreshNames,
  identityUrl: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  WADAH_PROFILE: 'test',
  HOST: '127.0.0.1',
  PORT: '0',
  INTERNAL_PORT: '0',
  MONGO_URL: names.mongoUrl,
  REDIS_URL: names.stack.redisUrl,
  REDIS_TIMEOUT_MS: '1000',
  REDIS_PREFIX: names.redisPrefix,
  KAFKA_BROKERS: names.stack.kafka.brokers.join(','),
  KAFKA_USERNAME: names.stack.kafka.username,
  KAFKA_PASSWORD: names.stack.kafka.password,
  KAFKA_TOPIC_PREFIX: names.topicPrefix,
  IDENTITY_URL: identityUrl,
  IDENTITY_INTERNAL_URL: nowhere,
  SELLER_INTERNAL_URL: nowhere,
  CATALOGUE_INTERNAL_URL: nowhere,
  ORDER_INTERNAL_URL: nowhere,
  PAYMENT_INTERNAL_URL: nowhere,
  NOTIFICATION_INTERNAL_URL: nowhere,
  PUBLIC_URL: nowhere,
  SERVICE_CLIENT_SECRET: secret(),
  DATA_KEY: secret(),
  HASH_KEY: secret(),
  LOG_LEVEL: 'error',
  LEAVE_MS: '0',
  ...extra,
});
