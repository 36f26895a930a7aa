import { replayGoldens } from '@wadah/testing';
import { startSuite, type Suite } from './support/start.ts';

jest.setTimeout(90_000);

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.stop());

test('a message of any release that notification may read is no dead letter', async () => {
  const { messages, deadLetters } = await replayGoldens(suite.names, 'notification');
  expect(deadLetters).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
});
