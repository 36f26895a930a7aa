import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@wadah/testing';
import { identityKeys } from '../src/identity-keys.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const uncounted = { counter: () => undefined, gauge: () => undefined, histogram: () => undefined };

test('keys are fetched before anybody asks for one, so identity may go down before the first request', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const published = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1' }] });
  let answered = 0;
  const identity = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').setHeader('connection', 'close').end(published);
    answered += 1;
  });
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
  const { port } = identity.address() as AddressInfo;
  const keys = identityKeys({ identityUrl: `http://127.0.0.1:${port}`, now: () => new Date(), logger: silent, metrics: uncounted });
  await eventually('identity was asked', () => answered === 1);
  await new Promise((resolve) => identity.close(resolve));
  expect((await keys.keyFor('key-1'))?.export({ format: 'jwk' })).toEqual(publicKey.export({ format: 'jwk' }));
});
