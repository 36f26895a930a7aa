import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { baseConfig, ConfigFault, loadConfig } from '../src/index.ts';

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
  expect(config).toMatchObject({ PORT: 0, KAFKA_BROKERS: ['127.0.0.1:9092', '127.0.0.1:9093'], IDENTITY_URL: 'http://127.0.0.1:8081' });
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

test('production may be reached from outside', () => {
  expect(faultsOf({ ...good, WADAH_PROFILE: 'production', HOST: '0.0.0.0' })).toEqual([]);
});
