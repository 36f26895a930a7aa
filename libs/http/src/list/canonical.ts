const ordered = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** The same content always gives the same text, whatever the order of its fields. */
export const canonical = (value: unknown): string => JSON.stringify(value, ordered) ?? 'null';
