import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The account that payouts go to has changed; the number stays with seller. */
export const sellerBankAccountChangedV1 = defineEvent({
  type: 'seller.bank-account-changed.v1',
  topic: 'seller.events',
  data: z.object({ sellerId: id }),
  example: { sellerId: 'sel_0198c5a0-0000-7000-8000-000000000003' },
});
