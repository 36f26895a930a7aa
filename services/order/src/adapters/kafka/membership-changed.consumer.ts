import { membershipChangedV1 } from '@wadah/contracts';
import { consumer } from '@wadah/messaging';
import type { ProjectionStore } from '@wadah/mongo';
import { memberRowId, type MemberRow } from '../mongo/member.projection.ts';

/** A token may be older than its holder's membership, and nobody may decide their own case meanwhile. */
export const membershipChangedConsumer = (rows: ProjectionStore<MemberRow>) =>
  consumer(
    membershipChangedV1,
    async (event) => {
      const { organisationId, organisationKind, accountId, role } = event.data;
      if (organisationKind !== 'seller') return;
      await rows.take(memberRowId(organisationId, accountId), event, { set: { isMember: role !== undefined } });
    },
    { name: 'seller-members' },
  );
