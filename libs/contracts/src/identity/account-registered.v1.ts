import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, locale } from '../shapes.ts';

/** An account has proven its address; every such account is a buyer. */
export const accountRegisteredV1 = defineEvent({
  type: 'account.registered.v1',
  topic: 'identity.events',
  data: z.object({ accountId: id, locale }),
  example: { accountId: 'acc_0198c5a0-0000-7000-8000-000000000004', locale: 'id' },
});
