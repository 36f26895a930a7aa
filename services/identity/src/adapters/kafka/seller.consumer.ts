import { sellerAppliedV1, sellerReinstatedV1, sellerSuspendedV1, sellerVerifiedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { Organisations } from '../../app/ports.ts';
import { decideFoundOrganisation } from '../../domain/found-organisation.ts';
import type { sellerStandings } from '../mongo/seller-standing.projection.ts';

/** Who applied to sell is the organisation's first owner. */
export const sellerAppliedConsumer = (organisations: Organisations): Consumer =>
  consumer(sellerAppliedV1, async ({ data, time }) => {
    const founder = { accountId: data.founderAccountId, role: 'seller_owner' as const };
    const command = { organisationId: data.sellerId, kind: 'seller' as const, founder, at: time };
    return organisations.update(data.sellerId, (organisation) => decideFoundOrganisation(organisation, command));
  });

/** Only a verified seller may invite people. */
export const sellerStandingConsumers = ({ take }: Pick<ReturnType<typeof sellerStandings>, 'take'>): Consumer[] => [
  consumer([sellerVerifiedV1, sellerReinstatedV1], (event) => take(event.data.sellerId, event, true), { name: 'seller standing' }),
  consumer(sellerSuspendedV1, (event) => take(event.data.sellerId, event, false), { name: 'seller suspended' }),
];
