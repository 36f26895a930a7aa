import { projectionStore, type Mongo } from '@wadah/mongo';
import type { Agencies } from '../../app/ports.ts';

type AgencyRow = { readonly code: string; readonly name: string };

export const agencyProjection = (mongo: Mongo) => {
  const rows = projectionStore<AgencyRow>({ mongo, collection: 'agencies' });
  const agencies: Agencies = { has: async (agencyId) => (await rows.get(agencyId)) !== undefined };
  return { rows, agencies };
};

export type AgencyProjection = ReturnType<typeof agencyProjection>;
