import { membershipChangedV1 } from '@wadah/contracts';
import { consumer } from '@wadah/messaging';
import type { MemberProjection } from '../mongo/member.projection.ts';

/** Who belongs to which seller: a token may be older than its holder's membership, and one's own case must not be decided meanwhile. */
export const memberConsumer = ({ take }: MemberProjection) =>
  consumer(
    membershipChangedV1,
    async (event) => {
      const { organisationId, organisationKind, accountId, role } = event.data;
      if (organisationKind === 'seller') await take({ sellerId: organisationId, accountId }, event, role !== undefined);
    },
    { name: 'seller-members' },
  );
