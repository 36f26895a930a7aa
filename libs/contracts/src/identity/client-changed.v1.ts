import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, openEnum } from '../shapes.ts';

/** An OAuth client was made or given another secret; the owners of its seller are told. One that ends is `client.closed`. */
export const clientChangedV1 = defineEvent({
  type: 'client.changed.v1',
  topic: 'identity.events',
  data: z.object({ clientId: id, organisationId: id.optional(), change: openEnum(['created', 'secret_renewed']) }),
  example: {
    clientId: 'cli_0198c5a0-0000-7000-8000-000000000011',
    organisationId: 'sel_0198c5a0-0000-7000-8000-000000000003',
    change: 'created',
  },
});
