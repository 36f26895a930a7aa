import { memoryWindows } from '../src/adapters/redis/memory-windows.ts';

const hour = (name: string) => ({ name, seconds: 3_600, max: 2 });

test('a window takes as many as it holds, and places come free as it slides', () => {
  let now = new Date('2026-11-24T08:00:00Z');
  const take = memoryWindows(() => now);
  expect([take([hour('a')]), take([hour('a')]), take([hour('a')])]).toEqual([true, true, false]);
  now = new Date('2026-11-24T09:00:01Z');
  expect(take([hour('a')])).toBe(true);
});

test('what one window refuses takes no place in the others', () => {
  const take = memoryWindows(() => new Date('2026-11-24T08:00:00Z'));
  const full = { name: 'full', seconds: 60, max: 0 };
  expect([take([hour('a'), full]), take([hour('a'), full])]).toEqual([false, false]);
  expect([take([hour('a')]), take([hour('a')])]).toEqual([true, true]);
});
