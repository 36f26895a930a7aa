/** Every id in what a document says, in keys too, put in the place of another; whatever isn't text stays as it is. */
export const renamed = <T>(value: T, names: ReadonlyMap<string, string>): T => {
  const rename = (text: string): string => {
    let changed = text;
    for (const [from, to] of names) changed = changed.replaceAll(from, to);
    return changed;
  };
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return rename(part);
    if (Array.isArray(part)) return part.map(walk);
    if (part === null || typeof part !== 'object' || part instanceof Date) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [rename(key), walk(inner)]));
  };
  return walk(value) as T;
};
