type Entry<T> = { readonly value: T; readonly expiresAtMs: number };

/** The most recently used tokens, each no longer than it lives. A Map keeps insertion order, so the first key is the least recently used. */
export const verifiedTokens = <T>(countMax: number) => {
  const entries = new Map<string, Entry<T>>();
  return {
    get: (token: string, now: Date): T | undefined => {
      const entry = entries.get(token);
      if (entry === undefined) return undefined;
      entries.delete(token);
      if (entry.expiresAtMs <= now.getTime()) return undefined;
      entries.set(token, entry);
      return entry.value;
    },
    set: (token: string, value: T, expiresAt: Date): void => {
      entries.set(token, { value, expiresAtMs: expiresAt.getTime() });
      if (entries.size <= countMax) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
    size: (): number => entries.size,
  };
};
