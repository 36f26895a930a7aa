import { agencyCreatedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { Organisations } from '../../app/ports.ts';
import { decideFoundOrganisation } from '../../domain/found-organisation.ts';

/** From now on curators of this agency can be invited. */
export const agencyCreatedConsumer = (organisations: Organisations): Consumer =>
  consumer(agencyCreatedV1, ({ data, time }) =>
    organisations.update(data.agencyId, (organisation) =>
      decideFoundOrganisation(organisation, { organisationId: data.agencyId, kind: 'agency', at: time }),
    ),
  );
