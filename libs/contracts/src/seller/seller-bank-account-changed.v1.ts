import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, time } from '../shapes.ts';

/** The account that payouts go to has changed; the number stays with seller. Nothing is paid out before `transfersHeldUntil`. */
export const sellerBankAccountChangedV1 = defineEvent({
  type: 'seller.bank-account-changed.v1',
  topic: 'seller.events',
  data: z.object({ sellerId: id, transfersHeldUntil: time.optional() }),
  example: { sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003', transfersHeldUntil: '2026-11-26T08:00:00.000Z' },
});
