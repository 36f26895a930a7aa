import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, locale, openEnum } from '../shapes.ts';

/** A code is to be mailed; who mails it asks identity for address and code by `codeId`. */
export const accountCodeRequestedV1 = defineEvent({
  type: 'account.code-requested.v1',
  topic: 'identity.events',
  data: z.object({
    codeId: id,
    purpose: openEnum(['verification', 'already_registered', 'password_reset', 'mail_change', 'mail_change_notice', 'invitation']),
    locale,
  }),
  example: { codeId: 'cod_0198c5a0-0000-7000-8000-000000000010', purpose: 'verification', locale: 'id' },
});
