import {
  listingChangedV1,
  listingPublishedV1,
  listingRejectedV1,
  listingReturnedV1,
  listingSubmittedV1,
  listingUnpublishedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { assertNever } from '@wadah/kit';
import type { OutboxDraft } from '@wadah/mongo';
import type { ListingEvent, ListingFacts } from '../../domain/listing.ts';
import { listingDecision } from './listing.decisions.ts';

const toData = ({ variants, ...facts }: ListingFacts) => ({
  ...facts,
  variants: variants.map(({ priceSequence: _priceSequence, ...variant }) => variant),
});

const named = {
  ListingSubmitted: listingSubmittedV1,
  ListingReturned: listingReturnedV1,
  ListingRejected: listingRejectedV1,
  ListingUnpublished: listingUnpublishedV1,
};

export const listingContracts = (event: ListingEvent): readonly OutgoingEvent[] => {
  switch (event.type) {
    case 'ListingDrafted':
    case 'ListingEdited':
    case 'ListingDeleted':
    case 'PriceFollowed':
    case 'AgencyFollowed':
    case 'FirstApprovalGiven':
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

export const listingOutbox = (event: ListingEvent): readonly OutboxDraft[] => [
  ...listingContracts(event),
  ...('review' in event ? [{ entry: listingDecision(event) }] : []),
];
