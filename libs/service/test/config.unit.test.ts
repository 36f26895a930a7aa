import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { baseConfig, ConfigFault, httpUrl, loadConfig, secretText } from '../src/index.ts';

const key = Buffer.alloc(32, 7).toString('base64');

const good = {
  WADAH_PROFILE: 'test',
  HOST: '127.0.0.1',
  PORT: '0',
  INTERNAL_PORT: '0',
  MONGO_URL: 'mongodb://order:0123456789abcdef@127.0.0.1:27017/wadah_order_test?replicaSet=rs0',
  REDIS_URL: 'redis://order:0123456789abcdef@127.0.0.1:6379',
  REDIS_PREFIX: 'order:',
  KAFKA_BROKERS: '127.0.0.1:9092, 127.0.0.1:9093',
  KAFKA_USERNAME: 'order',
  KAFKA_PASSWORD: '0123456789abcdef',
  IDENTITY_URL: 'http://127.0.0.1:8081/',
  SERVICE_CLIENT_SECRET: '0123456789abcdef',
  HASH_KEY: key,
};

const schema = z.object(baseConfig);

const faultsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    loadConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
  return [];
};

test('a whole configuration is read, typed and frozen', () => {
  const config = loadConfig(schema, good);
  expect(config).toMatchObject({ PORT: 0, KAFKA_BROKERS: ['127.0.0.1:9092', '127.0.0.1:9093'], IDENTITY_URL: ['http://127.0.0.1:8081'] });
  expect(config.HASH_KEY).toHaveLength(32);
  expect(Object.isFrozen(config)).toBe(true);
});

test('all faults are reported together and none of them shows a value', () => {
  const faults = faultsOf({ ...good, PORT: '99999', HASH_KEY: 'c2hvcnQ=', MONGO_URL: undefined });
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['HASH_KEY', 'MONGO_URL', 'PORT']);
  expect(faults.join()).toContain('MONGO_URL: is missing');
  expect(faults.join()).not.toContain('c2hvcnQ=');
});

test('a secret may be given as a file, but not twice', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'wadah-')), 'secret');
  writeFileSync(file, 'fedcba9876543210\n');
  expect(loadConfig(schema, { ...good, KAFKA_PASSWORD: undefined, KAFKA_PASSWORD_FILE: file }).KAFKA_PASSWORD).toBe('fedcba9876543210');
  expect(faultsOf({ ...good, KAFKA_PASSWORD_FILE: file })).toEqual([
    'KAFKA_PASSWORD: given twice, as KAFKA_PASSWORD and as KAFKA_PASSWORD_FILE',
  ]);
  expect(faultsOf({ ...good, KAFKA_PASSWORD: undefined, KAFKA_PASSWORD_FILE: `${file}-not-there` })).toEqual([
    'KAFKA_PASSWORD_FILE: the file cannot be read',
  ]);
});

test.each<[string, Record<string, string | undefined>, string]>([
  ['the profile is production unless said otherwise', { WADAH_PROFILE: undefined, WADAH_CLOCK_FILE: '/tmp/clock' }, 'WADAH_CLOCK_FILE'],
  ['only a test may move the clock', { WADAH_PROFILE: 'demo', WADAH_CLOCK_FILE: '/tmp/clock' }, 'WADAH_CLOCK_FILE'],
  ['demo listens on this machine only', { WADAH_PROFILE: 'demo', HOST: '0.0.0.0' }, 'HOST'],
  ['test listens on this machine only', { HOST: '0.0.0.0' }, 'HOST'],
  [
    'production takes no well-known secret',
    { WADAH_PROFILE: 'production', SERVICE_CLIENT_SECRET: 'wadah-demo-2026-x' },
    'SERVICE_CLIENT_SECRET',
  ],
  ['credentials are never left out', { MONGO_URL: 'mongodb://127.0.0.1:27017/wadah_order' }, 'MONGO_URL'],
])('%s', (_rule, change, name) => {
  expect(faultsOf({ ...good, ...change }).map((fault) => fault.split(':')[0])).toEqual([name]);
});

const withProvider = z.object({ ...baseConfig, PAYMENT_PROVIDER_URL: httpUrl, PAYMENT_SERVER_KEY: secretText, SMTP_URL: z.url() });

const production = {
  ...good,
  WADAH_PROFILE: 'production',
  HOST: '0.0.0.0',
  PAYMENT_PROVIDER_URL: 'https://api.provider.example',
  PAYMENT_SERVER_KEY: 'Mid-server-0123456789abcdef',
  SMTP_URL: 'smtps://wadah:0123456789abcdef@mail.example',
};

const productionFaultsOf = (change: Record<string, string | undefined>): readonly string[] => {
  try {
    loadConfig(withProvider, { ...production, ...change });
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
  return [];
};

test('production may be reached from outside, with everything its own', () => {
  expect(productionFaultsOf({})).toEqual([]);
});

test.each<[string, Record<string, string | undefined>, string]>([
  ['the sandbox of the stack', { PAYMENT_PROVIDER_URL: 'http://127.0.0.1:8090' }, 'PAYMENT_PROVIDER_URL'],
  ['a provider without https', { PAYMENT_PROVIDER_URL: 'http://api.provider.example' }, 'PAYMENT_PROVIDER_URL'],
  ['the provider’s own sandbox', { PAYMENT_PROVIDER_URL: 'https://api.sandbox.provider.example' }, 'PAYMENT_PROVIDER_URL'],
  ['a key of the provider’s sandbox', { PAYMENT_SERVER_KEY: 'SB-Mid-server-0123456789' }, 'PAYMENT_SERVER_KEY'],
  ['a mail catcher', { SMTP_URL: 'smtp://127.0.0.1:1025' }, 'SMTP_URL'],
  ['the password of seeded accounts', { WADAH_DEMO_PASSWORD: 'anything-at-all' }, 'WADAH_DEMO_PASSWORD'],
  ['an exemption from the second factor', { SECOND_FACTOR_EXEMPT: '*@wadah.test' }, 'SECOND_FACTOR_EXEMPT'],
  ['a moved clock', { WADAH_CLOCK_FILE: '/tmp/clock' }, 'WADAH_CLOCK_FILE'],
  ['a key that is printed somewhere', { KAFKA_PASSWORD: 'changeme-changeme' }, 'KAFKA_PASSWORD'],
  ['no password in MongoDB', { MONGO_URL: 'mongodb://mongo.example/wadah_order' }, 'MONGO_URL'],
  ['no password in Redis', { REDIS_URL: 'rediss://redis.example' }, 'REDIS_URL'],
  ['no password in Kafka', { KAFKA_PASSWORD: undefined }, 'KAFKA_PASSWORD'],
  ['no secret of its client', { SERVICE_CLIENT_SECRET: undefined }, 'SERVICE_CLIENT_SECRET'],
  ['no key of its hashes', { HASH_KEY: undefined }, 'HASH_KEY'],
])('production does not start with %s', (_what, change, name) => {
  expect(productionFaultsOf(change).map((fault) => fault.split(':')[0])).toEqual([name]);
});

test('what production refuses a demo takes', () => {
  const sandbox = { PAYMENT_PROVIDER_URL: 'http://127.0.0.1:8090', PAYMENT_SERVER_KEY: 'SB-Mid-server-0123456789' };
  const change = { ...sandbox, SMTP_URL: 'smtp://127.0.0.1:1025', WADAH_DEMO_PASSWORD: 'x', SECOND_FACTOR_EXEMPT: '*@wadah.test' };
  expect(productionFaultsOf({ ...change, WADAH_PROFILE: 'demo', HOST: '127.0.0.1' })).toEqual([]);
});
