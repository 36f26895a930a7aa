import { replayGoldens } from '@wadah/testing';
import { testGateway, type TestGateway } from './support/start.ts';

jest.setTimeout(90_000);

let world: TestGateway;
beforeAll(async () => {
  world = await testGateway();
  await world.start();
});
afterAll(() => world.stop());

test('a message of any release that gateway may read is no dead letter', async () => {
  const { messages, deadLetters } = await replayGoldens(world.names, 'gateway');
  expect(deadLetters).toEqual([]);
  expect(messages.length).toBeGreaterThan(0);
});
