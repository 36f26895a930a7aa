import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { refundExample, refundFacts } from './refund-facts.ts';

/** The provider was asked to pay it back. */
export const refundProcessingV1 = defineEvent({
  type: 'refund.processing.v1',
  topic: 'payment.events',
  data: z.object(refundFacts),
  example: refundExample,
});
