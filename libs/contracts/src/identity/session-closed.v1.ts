import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum } from '../shapes.ts';

/** The session’s access tokens are refused for the rest of their life. */
export const sessionClosedV1 = defineEvent({
  type: 'session.closed.v1',
  topic: 'identity.events',
  data: z.object({
    sessionId: id,
    accountId: id,
    reason: openEnum(['signed_out', 'refresh_reused', 'password_changed', 'account_blocked', 'mail_changed', 'second_factor_removed']),
  }),
  example: {
    sessionId: 'ses_0198c5a0-0000-7000-8000-000000000009',
    accountId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    reason: 'signed_out',
  },
});
