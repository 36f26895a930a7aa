import { agencyCreatedV1 } from '@wadah/contracts';
import { reject, type Now } from '@wadah/kit';
import { aggregateStore, UniqueViolation, type AggregateStore, type Mongo } from '@wadah/mongo';
import type { Agencies } from '../../app/ports.ts';
import { evolveAgency, type Agency, type AgencyEvent } from '../../domain/agency.ts';

export type AgencyStore = Agencies & Pick<AggregateStore<Agency, AgencyEvent>, 'outbox' | 'find'>;

export const agencyStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): AgencyStore => {
  const { load, update, outbox, find } = aggregateStore<Agency, AgencyEvent>({
    mongo,
    collection: 'agencies',
    initial: { status: 'absent' },
    evolve: evolveAgency,
    toOutbox: ({ agencyId, code, name, at }) => [agencyCreatedV1.from({ subject: agencyId, time: at, data: { agencyId, code, name } })],
    columns: (agency) => ({ code: agency.status === 'open' ? agency.code : undefined }),
    now,
  });
  return {
    load,
    outbox,
    find,
    update: async (agencyId, decide, options) => {
      try {
        return await update(agencyId, decide, options);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return reject('conflict', 'agency-code-taken', 'Another agency has this code.');
      }
    },
  };
};
