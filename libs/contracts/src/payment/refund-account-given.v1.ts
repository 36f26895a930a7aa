import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { time } from '../shapes.ts';
import { refundExample, refundFacts } from './refund-facts.ts';

/** The buyer has named the bank account for a refund, or another one instead; it is paid there from `transferAt` on. The number stays with payment. */
export const refundAccountGivenV1 = defineEvent({
  type: 'refund.account-given.v1',
  topic: 'payment.events',
  data: z.object({ ...refundFacts, transferAt: time }),
  example: { ...refundExample, transferAt: '2026-11-25T08:00:00.000Z' },
});
