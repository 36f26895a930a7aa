import { generateKeyPairSync } from 'node:crypto';
import { isUpstreamOutage, remoteJwks } from '../src/index.ts';

const jwkOf = (kid: string) => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
});
const one = jwkOf('one');
const two = jwkOf('two');

const source = () => {
  let keys: readonly unknown[] = [one];
  let down = false;
  let nowMs = 0;
  let asked = 0;
  const jwks = remoteJwks({
    now: () => new Date(nowMs),
    fetch: () => {
      asked += 1;
      return down ? Promise.reject(new Error('down')) : Promise.resolve({ keys });
    },
  });
  return {
    jwks,
    asked: () => asked,
    later: (seconds: number) => (nowMs += seconds * 1000),
    publish: (...next: unknown[]) => (keys = next),
    fail: (state = true) => (down = state),
  };
};

test('many callers at once fetch once', async () => {
  const { jwks, asked } = source();
  const found = await Promise.all(Array.from({ length: 20 }, () => jwks.keyFor('one')));
  expect(found.every((key) => key !== undefined)).toBe(true);
  expect(asked()).toBe(1);
});

test('a key published later is found, and made-up ids can’t flood the source', async () => {
  const { jwks, asked, later, publish } = source();
  await jwks.keyFor('one');
  publish(one, two);
  expect(await jwks.keyFor('two')).toBeUndefined();
  later(6);
  expect(await jwks.keyFor('two')).toBeDefined();
  for (const kid of ['x', 'y', 'z']) expect(await jwks.keyFor(kid)).toBeUndefined();
  expect(asked()).toBe(2);
});

test('a key is found after the clock was set back', async () => {
  const { jwks, later, publish } = source();
  later(86_400);
  await jwks.keyFor('one');
  publish(one, two);
  later(-86_400);
  expect(await jwks.keyFor('two')).toBeDefined();
});

test('while the source is down known keys stay good, and an unknown one is an outage', async () => {
  const { jwks, later, fail } = source();
  await jwks.keyFor('one');
  fail();
  later(1000);
  expect(await jwks.keyFor('one')).toBeDefined();
  later(6);
  await expect(jwks.keyFor('two')).rejects.toThrow('down');
});

test('a source that was down at first is asked again', async () => {
  const { jwks, fail } = source();
  fail();
  await expect(jwks.keyFor('one')).rejects.toThrow('down');
  fail(false);
  expect(await jwks.keyFor('one')).toBeDefined();
});

test('a key that is retired is gone after the next fetch', async () => {
  const { jwks, later, publish, asked } = source();
  await jwks.keyFor('one');
  publish(two);
  later(301);
  expect(await jwks.keyFor('one')).toBeDefined();
  await Promise.resolve();
  expect(await jwks.keyFor('two')).toBeDefined();
  expect(await jwks.keyFor('one')).toBeUndefined();
  expect(asked()).toBe(2);
});

test.each<[string, unknown[]]>([
  ['an answer without one usable key', []],
  ['an answer that is no key set', ['<html>']],
  ['a key that can’t be read', [{ kid: 'one', kty: 'RSA', n: 7 }]],
])('%s is an outage, and known keys stay good', async (_rule, answer) => {
  const { jwks, later, publish } = source();
  await jwks.keyFor('one');
  publish(...answer);
  later(301);
  expect(isUpstreamOutage(await jwks.keyFor('two').catch((error: unknown) => error))).toBe(true);
  expect(await jwks.keyFor('one')).toBeDefined();
});
