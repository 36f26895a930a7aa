import { agencyChangedV1, agencyCreatedV1 } from '@wadah/contracts';
import { consumer } from '@wadah/messaging';
import type { AgencyProjection } from '../mongo/agency.projection.ts';

/** Which agencies exist, so that an application can name one without a call. */
export const agencyConsumer = ({ rows }: AgencyProjection) =>
  consumer([agencyCreatedV1, agencyChangedV1], async (event) => {
    const { agencyId, code, name } = event.data;
    await rows.take(agencyId, event, { set: { code, name } });
  });
