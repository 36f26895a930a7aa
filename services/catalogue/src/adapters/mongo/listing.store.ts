import { reject, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, UniqueViolation, type AggregateStore, type Mongo } from '@wadah/mongo';
import type { Listings } from '../../app/ports.ts';
import { evolveListing, isLive, type Listing, type ListingEvent } from '../../domain/listing.ts';
import { listingOutbox } from './listing.outbox.ts';

/** `skus` is unique over all documents: a sku belongs to one listing of its seller. */
const columnsOf = (listing: Listing) => {
  if (!isLive(listing)) return { status: listing.status, skus: undefined, submittedAt: undefined };
  const { status, sellerId, agencyId, submittedAt, variants } = listing;
  return { status, sellerId, agencyId, submittedAt, skus: variants.map(({ sku }) => `${sellerId}/${sku}`) };
};

export type ListingStore = Listings & Pick<AggregateStore<Listing, ListingEvent>, 'outbox' | 'find' | 'collection'>;

export const listingStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): ListingStore => {
  const store = aggregateStore<Listing, ListingEvent>({
    mongo,
    collection: 'listings',
    initial: { status: 'absent' },
    evolve: evolveListing,
    toOutbox: listingOutbox,
    entries: decisionLog(mongo),
    columns: columnsOf,
    now,
  });
  return {
    load: store.load,
    loadVersioned: store.loadVersioned,
    outbox: store.outbox,
    find: store.find,
    collection: store.collection,
    updateVersioned: async (listingId, decide, options) => {
      try {
        return await store.updateVersioned(listingId, decide, options);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return reject('conflict', 'sku-taken', 'Another listing of this seller has one of these skus.');
      }
    },
  };
};
