import { orderClosedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';

import { consumer, OutageError } from '../src/index.ts';
import { consumingSuite, type Member } from './support/consuming.ts';

let suite: Awaited<ReturnType<typeof consumingSuite>>;
beforeAll(async () => {
  suite = await consumingSuite();
});
afterAll(() => suite.leave());

test('while members come and go, with outages between, no event is lost and none overtakes its predecessor', async () => {
  const keys = Array.from({ length: 12 }, (_, index) => `ord_${index}`);
  const rounds = 60;
  const handled = new Map(keys.map((key) => [key, [] as number[]]));
  let tries = 0;
  const shaky = consumer(orderClosedV1, async ({ subject, sequence }) => {
    tries += 1;
    if (tries % 17 === 0) throw new OutageError('The database does not answer.');
    await new Promise((resolve) => setImmediate(resolve));
    handled.get(subject)?.push(sequence);
  });
  const publishing = (async () => {
    for (let sequence = 1; sequence <= rounds; sequence += 1) await Promise.all(keys.map((key) => suite.send(key, sequence)));
  })();
  const members: Member[] = [await suite.join([shaky], { limits: { queuedMax: 20 } })];
  for (let turn = 0; turn < 4; turn += 1) {
    members.push(await suite.join([shaky], { limits: { queuedMax: 20 } }));
    await members.shift()?.consumers.stop();
  }
  await publishing;
  await eventually('everything is handled', () => keys.every((key) => new Set(handled.get(key)).size === rounds), { timeoutMs: 20_000 });
  for (const key of keys) {
    const firsts = [...new Set(handled.get(key))];
    expect(firsts).toEqual(Array.from({ length: rounds }, (_, index) => index + 1));
  }
});
