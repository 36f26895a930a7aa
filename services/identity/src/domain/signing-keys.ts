import { secondsAfter } from '@wadah/kit';

/** When a key of ours does what: published from its making, signing from `signsFrom`, gone an hour after its successor signs. */
export type KeyTimes = { readonly generation: number; readonly signsFrom: Date };

const ROTATE_AFTER_SECONDS = 30 * 86_400;
/** Everybody has fetched the keys anew by then: they keep them for five minutes. */
export const PUBLISHED_BEFORE_SECONDS = 10 * 60;
/** The last token that a key signed is over by then: it lived for fifteen minutes. */
const KEPT_AFTER_SECONDS = 3600;

const byAge = <K extends KeyTimes>(keys: readonly K[]): readonly K[] => keys.toSorted((a, b) => a.generation - b.generation);

/** After a clock that was set back none may sign yet; the oldest does then, for it was published first. */
export const signingKeyAt = <K extends KeyTimes>(keys: readonly K[], at: Date): K | undefined => {
  const sorted = byAge(keys);
  return sorted.findLast(({ signsFrom }) => signsFrom <= at) ?? sorted[0];
};

/** A key goes once its successor has signed for long enough. */
export const publishedKeysAt = <K extends KeyTimes>(keys: readonly K[], at: Date): readonly K[] =>
  byAge(keys).filter((_key, index, sorted) => {
    const successor = sorted[index + 1];
    return successor === undefined || secondsAfter(successor.signsFrom, KEPT_AFTER_SECONDS) > at;
  });

const successorOf = ({ generation }: KeyTimes, at: Date): KeyTimes => ({
  generation: generation + 1,
  signsFrom: secondsAfter(at, PUBLISHED_BEFORE_SECONDS),
});

/** For whoever must have another key today; undefined while one is published that has not signed yet. */
export const rotationAt = (keys: readonly KeyTimes[], at: Date): KeyTimes | undefined => {
  const newest = byAge(keys).at(-1);
  if (newest === undefined) return { generation: 1, signsFrom: at };
  return newest.signsFrom > at ? undefined : successorOf(newest, at);
};

/** The next key to make: at once where there is none, in time for its publication where the newest has grown old. */
export const nextKeyDue = (keys: readonly KeyTimes[], at: Date): KeyTimes | undefined => {
  const newest = byAge(keys).at(-1);
  if (newest === undefined) return { generation: 1, signsFrom: at };
  if (secondsAfter(newest.signsFrom, ROTATE_AFTER_SECONDS) > at) return undefined;
  return successorOf(newest, at);
};
