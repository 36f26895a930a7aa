import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { listingExample, listingFacts } from './listing-facts.ts';

/** A curator approved the listing; it is on sale. */
export const listingPublishedV1 = defineEvent({
  type: 'listing.published.v1',
  topic: 'catalogue.events',
  data: z.object(listingFacts),
  example: listingExample,
});
