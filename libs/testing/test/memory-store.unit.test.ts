import { decidingStoreConformance, memoryStore } from '@wadah/testing';

const counting = () => {
  const store = memoryStore({ initial: { count: 0 }, evolve: ({ count }: { readonly count: number }) => ({ count: count + 1 }) });
  return { store, count: () => ['counted'], counted: ({ count }: { readonly count: number }) => count };
};

describe('the aggregate store in memory', () =>
  decidingStoreConformance(() => {
    const one = counting();
    return [one, one];
  }));
