import { profileOf, type ServiceName, type Stack } from './stack.ts';

const mongoUrl = (stack: Stack, login: { user: string; password: string; database: string }) =>
  `mongodb://${login.user}:${login.password}@${stack.addresses.mongo}/${login.database}?replicaSet=rs0&authSource=admin`;

/** Databases of the test and probe stacks end in `_test`, so that no test can name a real one by mistake. */
export const databaseOf = (stack: Pick<Stack, 'name'>, service: string): string =>
  `wadah_${service}${profileOf(stack) === 'demo' ? '' : '_test'}`;

/** Beside it, for records that nobody may change. */
export const recordsDatabaseOf = (stack: Pick<Stack, 'name'>, service: string): string => databaseOf(stack, `${service}_records`);

export const mongoAdminUrl = (stack: Stack): string =>
  mongoUrl(stack, { user: 'admin', password: stack.secrets.admin.mongo, database: 'admin' });

export const mongoVerifyUrl = (stack: Stack): string =>
  mongoUrl(stack, { user: 'verify', password: stack.secrets.verify.mongo, database: 'admin' });

const secretsOf = (stack: Stack, service: ServiceName) => {
  const secrets = stack.secrets.services[service];
  if (!secrets) throw new Error(`No secrets for ${service}.`);
  return secrets;
};

export const mongoServiceUrl = (stack: Stack, service: ServiceName): string =>
  mongoUrl(stack, { user: service, password: secretsOf(stack, service).mongo, database: databaseOf(stack, service) });

export const redisAdminUrl = (stack: Stack): string => `redis://admin:${stack.secrets.admin.redis}@${stack.addresses.redis}`;

export const redisServiceUrl = (stack: Stack, service: ServiceName): string =>
  `redis://${service}:${secretsOf(stack, service).redis}@${stack.addresses.redis}`;

export type KafkaLogin = { readonly brokers: string[]; readonly username: string; readonly password: string };

export const kafkaAdminLogin = (stack: Stack): KafkaLogin => ({
  brokers: [stack.addresses.kafka],
  username: 'admin',
  password: stack.secrets.admin.kafka,
});

export const kafkaVerifyLogin = (stack: Stack): KafkaLogin => ({
  brokers: [stack.addresses.kafka],
  username: 'verify',
  password: stack.secrets.verify.kafka,
});

export const kafkaServiceLogin = (stack: Stack, service: ServiceName): KafkaLogin => ({
  brokers: [stack.addresses.kafka],
  username: service,
  password: secretsOf(stack, service).kafka,
});
