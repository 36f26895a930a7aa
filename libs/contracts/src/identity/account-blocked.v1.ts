import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** An operator has blocked the account; its tokens are refused from now on. */
export const accountBlockedV1 = defineEvent({
  type: 'account.blocked.v1',
  topic: 'identity.events',
  data: z.object({ accountId: id }),
  example: { accountId: 'acc_0198c5a0-0000-7000-8000-000000000004' },
});
