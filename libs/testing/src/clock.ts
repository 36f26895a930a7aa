import type { Now } from '@wadah/kit';

export type TestClock = {
  readonly now: Now;
  advance(seconds: number): void;
  set(at: Date): void;
};

/** A clock that runs as the real one does, plus what a test has added. */
export const clock = (start: Date = new Date()): TestClock => {
  let offsetMs = start.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: (seconds) => {
      offsetMs += seconds * 1000;
    },
    set: (at) => {
      offsetMs = at.getTime() - Date.now();
    },
  };
};
