import type { Now } from '@wadah/kit';

export type JourneyLoad = {
  note(messages: number): void;
  busy(): boolean;
  /** While it is busy, background work gets one turn a second, so that mails get late and never stop. */
  shouldYield(): boolean;
};

/** How many messages the journey makes a second: the mark by which mails yield to it. */
export const journeyLoad = ({ now, perSecondMax }: { readonly now: Now; readonly perSecondMax: number }): JourneyLoad => {
  let second = 0;
  let count = 0;
  let before = 0;
  let turnOf = 0;

  const roll = (): void => {
    const present = Math.floor(now().getTime() / 1000);
    if (present === second) return;
    before = present === second + 1 ? count : 0;
    count = 0;
    second = present;
  };

  const busy = (): boolean => {
    roll();
    return Math.max(before, count) > perSecondMax;
  };

  return {
    note: (messages) => {
      roll();
      count += messages;
    },
    busy,
    shouldYield: () => {
      if (!busy()) return false;
      const turnTaken = turnOf === second;
      turnOf = second;
      return turnTaken;
    },
  };
};
