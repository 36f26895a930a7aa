import {
  listingChangedV1,
  listingPublishedV1,
  listingRejectedV1,
  listingReturnedV1,
  listingSubmittedV1,
  listingUnpublishedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { assertNever, reject, type Now } from '@wadah/kit';
import { aggregateStore, UniqueViolation, type AggregateStore, type Mongo } from '@wadah/mongo';
import type { Listings } from '../../app/ports.ts';
import { evolveListing, isLive, type Listing, type ListingEvent, type ListingFacts } from '../../domain/listing.ts';

const toData = ({ variants, ...facts }: ListingFacts) => ({
  ...facts,
  variants: variants.map(({ priceSequence: _priceSequence, ...variant }) => variant),
});

const toContracts = (event: ListingEvent): readonly OutgoingEvent[] => {
  switch (event.type) {
    case 'ListingDrafted':
    case 'ListingEdited':
    case 'ListingDeleted':
    case 'PriceFollowed':
      return [];
    case 'ListingPublished':
    case 'ListingChanged': {
      const definition = event.type === 'ListingPublished' ? listingPublishedV1 : listingChangedV1;
      return [definition.from({ subject: event.facts.listingId, time: event.at, data: toData(event.facts) })];
    }
    case 'ListingSubmitted':
    case 'ListingReturned':
    case 'ListingRejected':
    case 'ListingUnpublished': {
      const { listingId, sellerId, agencyId, at } = event;
      return [named[event.type].from({ subject: listingId, time: at, data: { listingId, sellerId, agencyId } })];
    }
    default:
      return assertNever(event);
  }
};

const named = {
  ListingSubmitted: listingSubmittedV1,
  ListingReturned: listingReturnedV1,
  ListingRejected: listingRejectedV1,
  ListingUnpublished: listingUnpublishedV1,
};

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
    toOutbox: toContracts,
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
