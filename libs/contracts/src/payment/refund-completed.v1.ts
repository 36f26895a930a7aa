import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { refundExample, refundFacts } from './refund-facts.ts';

/** The provider reports the money paid out. */
export const refundCompletedV1 = defineEvent({
  type: 'refund.completed.v1',
  topic: 'payment.events',
  data: z.object(refundFacts),
  example: refundExample,
});
