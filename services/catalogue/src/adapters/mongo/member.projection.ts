import { projectionStore, type EventOrigin, type Mongo } from '@wadah/mongo';
import type { Members } from '../../app/ports.ts';

type MemberRow = { readonly isMember: boolean };

const rowIdOf = (sellerId: string, accountId: string): string => `${sellerId}:${accountId}`;

export const memberProjection = (mongo: Mongo) => {
  const rows = projectionStore<MemberRow>({ mongo, collection: 'members' });
  const members: Members = { has: async (sellerId, accountId) => (await rows.get(rowIdOf(sellerId, accountId)))?.isMember === true };
  return {
    members,
    take: async (
      { sellerId, accountId }: { readonly sellerId: string; readonly accountId: string },
      event: EventOrigin,
      isMember: boolean,
    ) => {
      await rows.take(rowIdOf(sellerId, accountId), event, { set: { isMember } });
    },
  };
};

export type MemberProjection = ReturnType<typeof memberProjection>;
