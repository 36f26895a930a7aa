import { journeyLoad } from '../src/app/journey-load.ts';

const loadAt = () => {
  let ms = 1_000_000;
  const load = journeyLoad({ now: () => new Date(ms), perSecondMax: 10 });
  return { load, advance: (by: number) => (ms += by) };
};

test('a quiet journey is not yielded to', () => {
  const { load } = loadAt();
  load.note(10);
  expect([load.busy(), load.shouldYield()]).toEqual([false, false]);
});

test('a busy one is, except for one turn a second', () => {
  const { load, advance } = loadAt();
  load.note(11);
  expect([load.shouldYield(), load.shouldYield(), load.shouldYield()]).toEqual([false, true, true]);
  advance(1_000);
  expect([load.shouldYield(), load.shouldYield()]).toEqual([false, true]);
});

test('it is quiet again a second after the last burst', () => {
  const { load, advance } = loadAt();
  load.note(11);
  advance(2_000);
  expect(load.busy()).toBe(false);
});
