import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum, role } from '../shapes.ts';

/** A person joined, left or changed role in an organisation; `role` is absent when they left. */
export const membershipChangedV1 = defineEvent({
  type: 'membership.changed.v1',
  topic: 'identity.events',
  data: z.object({
    accountId: id,
    organisationId: id,
    organisationKind: openEnum(['seller', 'agency', 'buying_unit', 'platform']),
    role: role.optional(),
  }),
  example: {
    accountId: 'acc_0198c5a0-0000-7000-8000-000000000004',
    organisationId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    organisationKind: 'seller',
    role: 'seller_owner',
  },
});
