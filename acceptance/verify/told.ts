import type { Found } from './found.ts';

export type Told = { readonly id: string; readonly subject: string; readonly sequence: number; readonly data: any };

/** Each event of these types once, by number: what stands in the topics, and what still waits in an outbox. */
export const toldOrWaiting = (found: Found, types: readonly string[]): readonly (Told & { readonly type: string })[] => {
  const wanted = new Set(types);
  const published = found.events.filter(({ type }) => wanted.has(type));
  const waiting = found.aggregates.flatMap(({ _id: subject, outbox }) =>
    outbox.flatMap(({ id, type = '', sequence = 0, data }) => (wanted.has(type) ? [{ id, type, subject, sequence, data }] : [])),
  );
  const once = new Map([...published, ...waiting].map((event) => [event.id, event]));
  return [...once.values()].toSorted((a, b) => a.sequence - b.sequence);
};

/** Each event of these types once, by number, as far as the topics tell: what a reader of the topics can know. */
export const told = (found: Found, types: readonly string[]): readonly (Told & { readonly type: string })[] =>
  toldOrWaiting({ ...found, aggregates: [] }, types);

export const sumBy = <T>(items: readonly T[], amountOf: (item: T) => number): number =>
  items.reduce((sum, item) => sum + amountOf(item), 0);

/** How much falls on each key. */
export const totals = (amounts: readonly (readonly [string, number])[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const [key, amount] of amounts) sums.set(key, (sums.get(key) ?? 0) + amount);
  return sums;
};
