import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum } from '../shapes.ts';

/** Something about how the account is entered has changed; its owner is told, so that a thief can't do it unseen. */
export const accountSecurityChangedV1 = defineEvent({
  type: 'account.security-changed.v1',
  topic: 'identity.events',
  data: z.object({
    accountId: id,
    change: openEnum([
      'password_changed',
      'password_reset',
      'mail_restored',
      'second_factor_added',
      'recovery_code_used',
      'second_factor_removal_requested',
      'second_factor_removed',
      'refresh_reused',
      'blocked',
      'reinstated',
    ]),
  }),
  example: { accountId: 'acc_0198c5a0-0000-7000-8000-000000000004', change: 'password_changed' },
});
