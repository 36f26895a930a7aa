import { readFileSync } from 'node:fs';
import { localConfig } from '../src/config.ts';
import { portsOf, replicaPorts, serviceNames } from '../src/stack.ts';

// Whoever moved all ports for this run must not move what these tests expect.
const given = process.env['WADAH_PORT_OFFSET'];
beforeEach(() => {
  delete process.env['WADAH_PORT_OFFSET'];
});
afterAll(() => {
  if (given !== undefined) process.env['WADAH_PORT_OFFSET'] = given;
});

test('without variables nothing is moved and nothing runs elsewhere', () => {
  expect(localConfig({})).toMatchObject({ portOffset: 0, addresses: {} });
});

test('an address in the environment is taken for its part', () => {
  expect(localConfig({ WADAH_REDIS_ADDRESS: 'cache.internal:6380' }).addresses).toEqual({ redis: 'cache.internal:6380' });
});

test.each([
  ['an offset that is no number', { WADAH_PORT_OFFSET: 'many' }, /WADAH_PORT_OFFSET/],
  ['a negative offset', { WADAH_PORT_OFFSET: '-1' }, /WADAH_PORT_OFFSET/],
  ['a fraction of an offset', { WADAH_PORT_OFFSET: '1.5' }, /WADAH_PORT_OFFSET/],
  ['an address without a port', { WADAH_MONGO_ADDRESS: 'localhost' }, /WADAH_MONGO_ADDRESS must be host:port/],
  ['a production', { WADAH_PROFILE: 'production' }, /WADAH_PROFILE is production/],
  ['an address with a scheme', { WADAH_KAFKA_ADDRESS: 'kafka://localhost:9092' }, /WADAH_KAFKA_ADDRESS must be host:port/],
])('%s is refused by the name of its variable', (_rule, environment, message) => {
  expect(() => localConfig(environment)).toThrow(message);
});

test('no two ports of all stacks are the same', () => {
  const all = (['demo', 'test', 'bench', 'probe'] as const).flatMap((name) => Object.values(portsOf(name)));
  expect(new Set(all).size).toBe(all.length);
});

test('no replica of four meets a port of another replica, part or stack', () => {
  const all = (['demo', 'test', 'bench', 'probe'] as const).flatMap((name) => {
    const ports = portsOf(name);
    const more = serviceNames.flatMap((service) =>
      [2, 3, 4].flatMap((replica) => Object.values(replicaPorts({ ports }, service, replica))),
    );
    return [...Object.values(ports), ...more];
  });
  expect(new Set(all).size).toBe(all.length);
});

test('every port lies in ports.json', () => {
  expect(portsOf('demo')).toEqual(JSON.parse(readFileSync('infra/local/ports.json', 'utf8')));
});

test('an offset onto a port that fetch refuses is refused by name, before anything waits for it', () => {
  process.env['WADAH_PORT_OFFSET'] = '2000';
  expect(() => portsOf('demo')).toThrow('WADAH_PORT_OFFSET moves gateway to 10080');
});
