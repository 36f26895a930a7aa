import { reject, ok, type Result } from '@wadah/kit';

/** Streams and waits of this process that are under way. */
export type Attendance = {
  /** A place among the account's streams or waits: a function that gives it back, or 429 `too-many-streams`, `too-many-waits`. */
  enter(kind: 'streams' | 'waits', accountId: string): Result<() => void>;
  /** Aborted when the process stops, so that every stream says its `end` and every wait answers. */
  readonly closing: AbortSignal;
  close(): void;
};

/** At most 5 streams and 5 waits an account and process, unless configuration says otherwise. */
export const attendance = ({ perAccountMax = 5 }: { readonly perAccountMax?: number } = {}): Attendance => {
  const counts = new Map<string, number>();
  const closing = new AbortController();
  const leave = (key: string): void => {
    const count = (counts.get(key) ?? 1) - 1;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  };
  return {
    closing: closing.signal,
    close: () => closing.abort(),
    enter: (kind, accountId) => {
      const key = `${kind}:${accountId}`;
      const count = counts.get(key) ?? 0;
      if (count >= perAccountMax)
        return reject('too_many', `too-many-${kind}`, `An account has at most ${perAccountMax} ${kind} at a time.`);
      counts.set(key, count + 1);
      return ok(() => leave(key));
    },
  };
};
