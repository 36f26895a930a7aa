import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaServiceLogin, mongoServiceUrl, redisServiceUrl } from './addresses.ts';
import { clockFileOf, replicaPorts, serviceNames, type ServiceName, type Stack } from './stack.ts';

export type ServiceEnvironment = Readonly<Record<string, string>>;

export type ReplicaCounts = Readonly<Partial<Record<ServiceName, number>>>;

export type EnvironmentOptions = {
  readonly profile: 'demo' | 'test';
  readonly logLevel?: string;
  /** Which replica of the service this is; the first is 1. */
  readonly replica?: number;
  /** How many replicas of each service others are told of; one of those not named. */
  readonly replicas?: ReplicaCounts;
};

const gatewayUrl = (stack: Stack) => `http://127.0.0.1:${stack.ports.gateway}`;

/** Addresses of all replicas of a service, as services read them. */
const urlsOf = (
  stack: Stack,
  name: ServiceName,
  { port, replicas = {} }: { readonly port: 'open' | 'inner'; readonly replicas: ReplicaCounts | undefined },
): string =>
  Array.from({ length: replicas[name] ?? 1 }, (_, index) => `http://127.0.0.1:${replicaPorts(stack, name, index + 1)[port]}`).join(',');

const secretsOf = (stack: Stack, name: ServiceName) => {
  const secrets = stack.secrets.services[name];
  if (!secrets) throw new Error(`No secrets for ${name}.`);
  return secrets;
};

/** Client id to secret, for identity alone; written again whenever its content would differ. */
const serviceClientsFile = (stack: Stack): string => {
  const file = join(stack.folder, 'service-clients.json');
  const clients = Object.fromEntries(serviceNames.map((name) => [`service-${name}`, secretsOf(stack, name).client]));
  const text = JSON.stringify(clients, null, 2);
  try {
    if (readFileSync(file, 'utf8') === text) return file;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, text, { mode: 0o600 });
  return file;
};

const addressesOfPeers = (stack: Stack, replicas: ReplicaCounts | undefined): Record<string, string> => ({
  IDENTITY_URL: urlsOf(stack, 'identity', { port: 'open', replicas }),
  IDENTITY_INTERNAL_URL: urlsOf(stack, 'identity', { port: 'inner', replicas }),
  SELLER_INTERNAL_URL: urlsOf(stack, 'seller', { port: 'inner', replicas }),
  CATALOGUE_INTERNAL_URL: urlsOf(stack, 'catalogue', { port: 'inner', replicas }),
  ORDER_INTERNAL_URL: urlsOf(stack, 'order', { port: 'inner', replicas }),
  PAYMENT_INTERNAL_URL: urlsOf(stack, 'payment', { port: 'inner', replicas }),
  NOTIFICATION_INTERNAL_URL: urlsOf(stack, 'notification', { port: 'inner', replicas }),
});

const upstreamAddresses = (stack: Stack, replicas: ReplicaCounts | undefined): Record<string, string> => {
  const upstreams = serviceNames.filter((other) => other !== 'gateway');
  return Object.fromEntries(upstreams.map((other) => [`${other.toUpperCase()}_URL`, urlsOf(stack, other, { port: 'open', replicas })]));
};

/** A laptop is one address for everyone on it, and a measurement must not meet a limit. */
const highLimits = Object.fromEntries(['DEFAULT', 'SEARCH', 'AUTH', 'HOOK'].map((name) => [`LIMIT_${name}_PER_MINUTE`, '1000000']));

const ownSettings = (stack: Stack, name: ServiceName, replicas: ReplicaCounts | undefined): Record<string, string> => {
  const { dataKey } = secretsOf(stack, name);
  const gateway = gatewayUrl(stack);
  switch (name) {
    case 'identity':
      return {
        DATA_KEY: dataKey,
        SERVICE_CLIENTS_FILE: serviceClientsFile(stack),
        PUBLIC_URL: gateway,
        SECOND_FACTOR_EXEMPT: '@wadah.test',
      };
    case 'seller':
      return { DATA_KEY: dataKey };
    case 'payment':
      return {
        DATA_KEY: dataKey,
        PAYMENT_PROVIDER_URL: `http://127.0.0.1:${stack.ports.sandbox}`,
        PAYMENT_SERVER_KEY: stack.secrets.payment.serverKey,
        PAYMENT_SIGNING_KEY: stack.secrets.payment.signingKey,
        PUBLIC_URL: gateway,
      };
    case 'notification':
      return { SMTP_URL: `smtp://${stack.addresses.smtp}`, MAIL_FROM: 'Wadah <tidak-membalas@wadah.example>', PUBLIC_URL: gateway };
    case 'gateway':
      return { ...highLimits, ...upstreamAddresses(stack, replicas) };
    default:
      return {};
  }
};

/**
 * In profile test the clock can be moved, a killed consumer is missed sooner, and one trace in a hundred thousand would be sent: so rarely that only a test which names a trace
 * that is kept needs a collector.
 */
const testSettings = (stack: Stack): Record<string, string> => ({
  WADAH_CLOCK_FILE: clockFileOf(stack),
  KAFKA_SESSION_TIMEOUT_MS: '6000',
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${stack.ports.otlp}`,
  OTEL_TRACES_SAMPLER_ARG: '0.00001',
});

/** Everything a service reads from its environment on this stack: its own credentials and nobody else's. */
export const serviceEnvironment = (
  name: ServiceName,
  stack: Stack,
  { profile, logLevel = 'info', replica, replicas }: EnvironmentOptions,
): ServiceEnvironment => {
  const { username, password, brokers } = kafkaServiceLogin(stack, name);
  const { client, hashKey } = secretsOf(stack, name);
  const { open, inner } = replicaPorts(stack, name, replica);
  return {
    WADAH_PROFILE: profile,
    ...(profile === 'test' ? testSettings(stack) : {}),
    HOST: '127.0.0.1',
    PORT: String(open),
    INTERNAL_PORT: String(inner),
    MONGO_URL: mongoServiceUrl(stack, name),
    REDIS_URL: redisServiceUrl(stack, name),
    REDIS_PREFIX: `${name}:`,
    KAFKA_BROKERS: brokers.join(','),
    KAFKA_USERNAME: username,
    KAFKA_PASSWORD: password,
    KAFKA_TOPIC_PREFIX: '',
    ...addressesOfPeers(stack, replicas),
    SERVICE_CLIENT_SECRET: client,
    HASH_KEY: hashKey,
    LOG_LEVEL: logLevel,
    ...ownSettings(stack, name, replicas),
  };
};
