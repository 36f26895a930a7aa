import { projectionStore, type Mongo, type ProjectionStore } from '@wadah/mongo';
import type { Members } from '../../app/ports.ts';

export type MemberRow = { readonly isMember: boolean };

export const memberRowId = (sellerId: string, accountId: string): string => `${sellerId}:${accountId}`;

export const memberRows = (mongo: Mongo): ProjectionStore<MemberRow> => projectionStore<MemberRow>({ mongo, collection: 'members' });

export const members = (mongo: Mongo): Members => {
  const rows = memberRows(mongo);
  return { has: async (sellerId, accountId) => (await rows.get(memberRowId(sellerId, accountId)))?.isMember === true };
};
