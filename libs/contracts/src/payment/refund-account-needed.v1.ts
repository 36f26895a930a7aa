import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { refundExample, refundFacts } from './refund-facts.ts';

/** The method has no refund at the provider; the buyer must name a bank account. */
export const refundAccountNeededV1 = defineEvent({
  type: 'refund.account-needed.v1',
  topic: 'payment.events',
  data: z.object(refundFacts),
  example: refundExample,
});
