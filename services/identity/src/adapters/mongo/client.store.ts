import type { Now } from '@wadah/kit';
import { aggregateStore, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Clients } from '../../app/ports.ts';
import { evolveClient, noClient, type Client, type ClientEvent } from '../../domain/client.ts';

const COLLECTION = 'clients';

export const clientIndexes: readonly IndexSpec[] = [outboxIndex(COLLECTION)];

export const clientStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): Clients => {
  const store = aggregateStore<Client, ClientEvent>({
    mongo,
    collection: COLLECTION,
    initial: noClient,
    evolve: evolveClient,
    // Nobody outside needs to know that a client was made; its end will be told.
    toOutbox: () => [],
    now,
  });
  return { load: store.load, update: store.update };
};
