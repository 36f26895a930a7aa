import type { Now } from '@wadah/kit';

const windowMs = 60_000;

/** Errors are the same when they differ only in ids and numbers. */
export const signatureOf = (error: unknown): string => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi, '#').slice(0, 300);
};

export type PoisonGuard = {
  /** Whether this key may be parked; false when too many keys fail alike, which stays so until one of them gets through. */
  mayPark(signature: string, key: string): boolean;
  /** An event that had failed this way was handled after all. */
  recovered(signature: string): void;
  halted(): readonly string[];
};

/** Tells one bad event from a wrong release: parking every key would turn a mistake of ours into a thousand repairs. */
export const poisonGuard = ({ now, keysMax }: { readonly now: Now; readonly keysMax: number }): PoisonGuard => {
  const recent = new Map<string, Map<string, number>>();
  const halted = new Set<string>();
  return {
    mayPark: (signature, key) => {
      if (halted.has(signature)) return false;
      const since = now().getTime() - windowMs;
      const keys = new Map([...(recent.get(signature) ?? [])].filter(([, at]) => at > since));
      keys.set(key, now().getTime());
      recent.set(signature, keys);
      if (keys.size <= keysMax) return true;
      halted.add(signature);
      return false;
    },
    recovered: (signature) => {
      halted.delete(signature);
    },
    halted: () => [...halted],
  };
};
