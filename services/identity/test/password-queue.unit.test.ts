import { availableParallelism } from 'node:os';
import { passwords } from '../src/adapters/crypto/passwords.ts';

const counting = () => {
  const runs = { count: 0 };
  const metrics = { counter: () => void (runs.count += 1), gauge: () => undefined, histogram: () => undefined };
  return { runs, metrics };
};

test('of two hundred sign-ins at once each is looked at within five seconds or turned away at once, and none is lost', async () => {
  const { runs, metrics } = counting();
  const checks = passwords({ metrics, queueMsMax: 300 });
  const order: boolean[] = [];
  const answers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const answer = await checks.verify('salah-sekali-2026', undefined);
      order.push(answer.ok);
      return answer;
    }),
  );
  const refused = answers.filter(({ ok }) => !ok);
  expect(refused.length).toBeGreaterThan(100);
  for (const answer of refused) expect(answer).toMatchObject({ rejection: { code: 'busy', kind: 'unavailable' } });
  expect(runs.count).toBe(answers.length - refused.length);
  // Whoever is turned away has waited for nobody: all of them have their answer before the first one is served.
  expect(order.slice(0, refused.length)).toEqual(refused.map(() => false));
});

test('no more passwords are looked at side by side than there are cores', async () => {
  const { runs, metrics } = counting();
  const checks = passwords({ metrics });
  const all = Array.from({ length: 12 }, () => checks.verify('salah-sekali-2026', undefined));
  await Promise.resolve();
  expect(runs.count).toBeLessThanOrEqual(availableParallelism());
  await Promise.all(all);
  expect(runs.count).toBe(12);
});

test('a missing account costs one run, like a wrong password', async () => {
  const { runs, metrics } = counting();
  const checks = passwords({ metrics });
  const hashed = await checks.hash('kopi-lebak-2026');
  const stored = hashed.ok ? hashed.value : '';
  const before = runs.count;
  expect(await checks.verify('salah-sekali-2026', stored)).toEqual({ ok: true, value: false });
  expect(await checks.verify('salah-sekali-2026', undefined)).toEqual({ ok: true, value: false });
  expect(runs.count - before).toBe(2);
});
