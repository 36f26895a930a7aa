import { replayGoldens } from '@wadah/testing';
import { startSeller, type World } from './support/start.ts';

jest.setTimeout(90_000);

let world: World;
beforeAll(async () => {
  world = await startSeller();
});
afterAll(() => world.stop());

test('a message of any release that seller may read is no dead letter', async () => {
  const { messages, deadLetters } = await replayGoldens(world.names, 'seller');
  expect(deadLetters).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
});
