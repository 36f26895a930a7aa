import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The block is lifted. */
export const accountUnblockedV1 = defineEvent({
  type: 'account.unblocked.v1',
  topic: 'identity.events',
  data: z.object({ accountId: id }),
  example: { accountId: 'acc_0198c5a0-0000-7000-8000-000000000004' },
});
