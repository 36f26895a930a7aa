import type { AggregateStore } from '@wadah/mongo';
import type { ReadDirectory } from '../../app/directory.ts';

/** Walks a collection by its ids, which begin with their time. */
export const directory =
  <S>(store: Pick<AggregateStore<S, never>, 'find'>): ReadDirectory<S> =>
  async ({ limit, position }) => {
    const filter = position === undefined ? {} : { _id: { $gt: String(position[0]) } };
    const found = await store.find(filter, { sort: { _id: 1 }, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.map(({ state }) => state);
    return found.length > limit && last !== undefined ? { items, next: [last.id] } : { items };
  };
