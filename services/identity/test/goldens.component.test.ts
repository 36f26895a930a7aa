import { replayGoldens } from '@wadah/testing';
import { startIdentity, type Identity } from './support/identity.ts';

jest.setTimeout(90_000);

let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

test('a message of any release that identity may read is no dead letter', async () => {
  const { messages, deadLetters } = await replayGoldens(identity.names, 'identity');
  expect(deadLetters).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
});
