import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from '../src/secrets.ts';
import { serviceEnvironment } from '../src/service-environment.ts';
import { portsOf, serviceNames, type Stack } from '../src/stack.ts';

let folder: string;
let stack: Stack;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wadah-environment-'));
  const addresses = { kafka: 'k:1', mongo: 'm:1', redis: 'r:1', smtp: 's:1', mail: 'w:1' };
  const common = { root: folder, folder, downloads: folder, logs: folder, ports: portsOf('test'), external: new Set<string>(), addresses };
  stack = { ...common, name: 'test', secrets: loadSecrets(folder, serviceNames) };
});

afterAll(() => rmSync(folder, { recursive: true }));

test('secrets are made once and only their owner may read them', () => {
  expect(loadSecrets(folder, serviceNames)).toEqual(stack.secrets);
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('no cluster id looks like an option to the tool that formats with it', () => {
  const ids = Array.from({ length: 500 }, (_, at) => loadSecrets(mkdtempSync(join(folder, `new-${at}-`)), []).kafkaClusterId);
  expect(ids.filter((id) => !/^[A-Za-z0-9][\w-]{21}$/.test(id))).toEqual([]);
});

test('a service that is new gets secrets, and the others keep theirs', () => {
  const grown = loadSecrets(folder, [...serviceNames, 'courier']);
  expect(grown.services).toMatchObject(stack.secrets.services);
  expect(grown.services['courier']?.mongo).toMatch(/^[\w-]{32}$/);
});

test.each(serviceNames)('%s is given no secret of another service and none of the administrator', (name) => {
  const text = JSON.stringify(serviceEnvironment(name, stack, { profile: 'test' }));
  const foreign = Object.entries(stack.secrets.services).filter(([other]) => other !== name);
  const secrets = [...foreign.flatMap(([, own]) => Object.values(own)), ...Object.values(stack.secrets.admin)];
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

test('the clock can be moved in profile test alone', () => {
  expect(serviceEnvironment('order', stack, { profile: 'test' })).toHaveProperty('WADAH_CLOCK_FILE');
  expect(serviceEnvironment('order', stack, { profile: 'demo' })).not.toHaveProperty('WADAH_CLOCK_FILE');
});

test('others are told of every replica, and each replica has ports of its own', () => {
  const replicas = { order: 2 };
  const first = serviceEnvironment('order', stack, { profile: 'test' });
  const second = serviceEnvironment('order', stack, { profile: 'test', replica: 2, replicas });
  expect(second).toMatchObject({ PORT: String(Number(first['PORT']) + 200), INTERNAL_PORT: String(Number(first['INTERNAL_PORT']) + 200) });
  const { ORDER_URL, CATALOGUE_URL } = serviceEnvironment('gateway', stack, { profile: 'test', replicas });
  expect(ORDER_URL).toBe(`http://127.0.0.1:${first['PORT']},http://127.0.0.1:${second['PORT']}`);
  expect(CATALOGUE_URL).not.toContain(',');
});

test('the payment keys go to payment alone', () => {
  const holders = serviceNames.filter((name) =>
    JSON.stringify(serviceEnvironment(name, stack, { profile: 'test' })).includes(stack.secrets.payment.serverKey),
  );
  expect(holders).toEqual(['payment']);
});

test('identity reads the clients of all services from a file that only its owner may read', () => {
  const file = serviceEnvironment('identity', stack, { profile: 'test' })['SERVICE_CLIENTS_FILE'] ?? '';
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ 'service-order': stack.secrets.services['order']?.client });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
