import { loadConfig } from '@wadah/service';
import { identityConfig, secondFactorPolicy } from '../src/config.ts';

const key = Buffer.alloc(32, 7).toString('base64');

const settings = {
  WADAH_PROFILE: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  INTERNAL_PORT: '0',
  MONGO_URL: 'mongodb://identity:0123456789abcdef@127.0.0.1/wadah_identity',
  REDIS_URL: 'redis://identity:0123456789abcdef@127.0.0.1',
  REDIS_PREFIX: 'identity:',
  KAFKA_BROKERS: '127.0.0.1:9',
  KAFKA_USERNAME: 'identity',
  KAFKA_PASSWORD: '0123456789abcdef',
  IDENTITY_URL: 'http://127.0.0.1:9',
  SELLER_INTERNAL_URL: 'http://127.0.0.1:9',
  CATALOGUE_INTERNAL_URL: 'http://127.0.0.1:9',
  ORDER_INTERNAL_URL: 'http://127.0.0.1:9',
  PAYMENT_INTERNAL_URL: 'http://127.0.0.1:9',
  NOTIFICATION_INTERNAL_URL: 'http://127.0.0.1:9',
  SERVICE_CLIENT_SECRET: '0123456789abcdef0123456789',
  SERVICE_CLIENTS: '{}',
  DATA_KEY: key,
  HASH_KEY: key,
};

test('production exempts nobody from the second factor', () => {
  expect(() => loadConfig(identityConfig, { ...settings, SECOND_FACTOR_EXEMPT: '@wadah.test' })).toThrow('SECOND_FACTOR_EXEMPT');
  const policy = secondFactorPolicy(loadConfig(identityConfig, settings));
  expect(policy.isExempt('operator@wadah.test')).toBe(false);
});

test.each([
  ['operator@wadah.test', true],
  ['operator@wadah.test.example', false],
  ['operator@notwadah.test', false],
])('in a demo %s is exempt: %s', (email, expected) => {
  const config = loadConfig(identityConfig, { ...settings, WADAH_PROFILE: 'demo', SECOND_FACTOR_EXEMPT: '@wadah.test' });
  expect(secondFactorPolicy(config).isExempt(email)).toBe(expected);
});
