import { membershipChangedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import { projectionStore, type Mongo, type ProjectionStore } from '@wadah/mongo';
import type { Projection } from './projections/rebuild.ts';

export type SellerMemberRow = { readonly isMember: boolean };

const rowIdOf = (sellerId: string, accountId: string): string => `${sellerId}:${accountId}`;

export const sellerMemberRows = (mongo: Mongo): ProjectionStore<SellerMemberRow> =>
  projectionStore<SellerMemberRow>({ mongo, collection: 'members' });

/** Who belongs to which seller, as far as identity's events have come. */
export const sellerMembers = (rows: Pick<ProjectionStore<SellerMemberRow>, 'get'>) => ({
  has: async (sellerId: string, accountId: string): Promise<boolean> => (await rows.get(rowIdOf(sellerId, accountId)))?.isMember === true,
});

/** A token may be older than its holder's membership, and nobody may decide their own case meanwhile. */
export const sellerMembersConsumer = (rows: Pick<ProjectionStore<SellerMemberRow>, 'take'>): Consumer =>
  consumer(
    membershipChangedV1,
    async (event) => {
      const { organisationId, organisationKind, accountId, role } = event.data;
      if (organisationKind !== 'seller') return;
      await rows.take(rowIdOf(organisationId, accountId), event, { set: { isMember: role !== undefined } });
    },
    { name: 'seller-members' },
  );

/** The same as a projection that can be filled anew. */
export const sellerMembersProjection: Projection = {
  name: 'members',
  consumers: (mongo) => [sellerMembersConsumer(sellerMemberRows(mongo))],
};
