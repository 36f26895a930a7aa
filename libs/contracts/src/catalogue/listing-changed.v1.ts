import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { listingExample, listingFacts } from './listing-facts.ts';

/** A published listing’s copy has changed, its prices among it. */
export const listingChangedV1 = defineEvent({
  type: 'listing.changed.v1',
  topic: 'catalogue.events',
  data: z.object(listingFacts),
  example: listingExample,
});
