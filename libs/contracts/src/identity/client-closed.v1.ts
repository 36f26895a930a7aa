import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id } from '../shapes.ts';

/** The OAuth client’s tokens are refused for the rest of their life. */
export const clientClosedV1 = defineEvent({
  type: 'client.closed.v1',
  topic: 'identity.events',
  data: z.object({ clientId: id, organisationId: id.optional() }),
  example: { clientId: 'cli_0198c5a0-0000-7000-8000-000000000011' },
});
