import fc from 'fast-check';

import { offsetTracker } from '../src/consume/offset-tracker.ts';

const begun = (...offsets: readonly number[]) => {
  const tracker = offsetTracker();
  for (const offset of offsets) tracker.begin(offset);
  return tracker;
};

test('nothing may be committed before anything was begun', () => {
  expect(offsetTracker().toCommit()).toBeUndefined();
});

test('the oldest unfinished event holds the commit back', () => {
  const tracker = begun(10, 11, 12);
  tracker.finish(11);
  tracker.finish(12);
  expect(tracker.toCommit()).toBe(10);
  tracker.finish(10);
  expect(tracker.toCommit()).toBe(13);
});

test('what was committed is not committed again', () => {
  const tracker = begun(10);
  tracker.finish(10);
  tracker.commit(11);
  expect(tracker.toCommit()).toBeUndefined();
});

test('an offset that was begun before is refused, so a second read after a rebalance changes nothing', () => {
  const tracker = begun(10, 11);
  tracker.finish(10);
  expect(tracker.begin(10)).toBe(false);
  expect(tracker.begin(11)).toBe(false);
  expect(tracker.begin(12)).toBe(true);
});

test('an offset below the commit tells that the topic was made anew', () => {
  const tracker = begun(10);
  tracker.finish(10);
  tracker.commit(11);
  expect(tracker.isBehindCommit(0)).toBe(true);
  expect(tracker.isBehindCommit(11)).toBe(false);
});

test('whatever the order of finishing, a commit never passes an unfinished event', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7]), (finished) => {
      const tracker = begun(0, 1, 2, 3, 4, 5, 6, 7);
      for (const offset of finished) tracker.finish(offset);
      const oldest = [0, 1, 2, 3, 4, 5, 6, 7].find((offset) => !finished.includes(offset));
      expect(tracker.committable()).toBe(oldest ?? 8);
    }),
  );
});
