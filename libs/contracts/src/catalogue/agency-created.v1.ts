import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { code, id, publicText } from '../shapes.ts';

/** An agency curates categories. */
export const agencyCreatedV1 = defineEvent({
  type: 'agency.created.v1',
  topic: 'catalogue.events',
  data: z.object({ agencyId: id, code, name: publicText }),
  example: { agencyId: 'agy_0198c5a0-0000-7000-8000-000000000007', code: 'dinas-pariwisata', name: 'Dinas Pariwisata Provinsi Banten' },
});
