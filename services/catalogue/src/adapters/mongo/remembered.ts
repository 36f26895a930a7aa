import type { Now, Result } from '@wadah/kit';

type Entry<T> = { readonly until: number; readonly answer: Promise<Result<T>> };

export type Remembered<K, T> = { read(key: K): Promise<Result<T>>; forget(): void };

const entriesMax = 500;

/** Keeps answers for a moment, asks once for all who ask at the same time, and never keeps a refusal or a failure. */
export const remembered = <K, T>(
  read: (key: K) => Promise<Result<T>>,
  { keptMs, now }: { readonly keptMs: number; readonly now: Now },
): Remembered<K, T> => {
  const entries = new Map<string, Entry<T>>();
  const ask = (name: string, key: K): Promise<Result<T>> => {
    const answer = read(key);
    if (entries.size >= entriesMax) entries.clear();
    const entry = { until: now().getTime() + keptMs, answer };
    entries.set(name, entry);
    const drop = () => void (entries.get(name) === entry && entries.delete(name));
    answer.then((result) => void (result.ok || drop()), drop);
    return answer;
  };
  return {
    read: (key) => {
      const name = JSON.stringify(key);
      const known = entries.get(name);
      return known !== undefined && known.until > now().getTime() ? known.answer : ask(name, key);
    },
    forget: () => entries.clear(),
  };
};
