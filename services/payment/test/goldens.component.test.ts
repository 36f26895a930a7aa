import { replayGoldens } from '@wadah/testing';
import { openSuite, type Suite } from './support/suite.ts';

jest.setTimeout(90_000);

let suite: Suite;
beforeAll(async () => {
  suite = await openSuite();
});
afterAll(() => suite.end());

test('a message of any release that payment may read is no dead letter', async () => {
  const { messages, deadLetters } = await replayGoldens(suite.names, 'payment');
  expect(deadLetters).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
});
