import { agencyChangedV1, agencyCreatedV1 } from '@wadah/contracts';
import { reject, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, newDecision, UniqueViolation, type AggregateStore, type Mongo, type OutboxDraft } from '@wadah/mongo';
import type { Agencies } from '../../app/ports.ts';
import { evolveAgency, type Agency, type AgencyData, type AgencyEvent } from '../../domain/agency.ts';

export type AgencyStore = Agencies & Pick<AggregateStore<Agency, AgencyEvent>, 'outbox' | 'find'>;

const factsOf = ({ code, name }: AgencyData) => ({ code, name });

const toOutbox = (event: AgencyEvent): readonly OutboxDraft[] => {
  const { agency, actorId, at } = event;
  const { agencyId, code, name } = agency;
  const isNew = event.type === 'AgencyCreated';
  const entry = newDecision({
    ...{ action: isNew ? 'agency_created' : 'agency_changed', subjectId: agencyId, actorId, actorRole: 'operator', at, reason: '' },
    before: isNew ? {} : factsOf(event.before),
    after: factsOf(agency),
  });
  return [(isNew ? agencyCreatedV1 : agencyChangedV1).from({ subject: agencyId, time: at, data: { agencyId, code, name } }), { entry }];
};

export const agencyStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): AgencyStore => {
  const { load, updateVersioned, outbox, find } = aggregateStore<Agency, AgencyEvent>({
    mongo,
    collection: 'agencies',
    initial: { status: 'absent' },
    evolve: evolveAgency,
    toOutbox,
    entries: decisionLog(mongo),
    columns: (agency) => ({ code: agency.status === 'open' ? agency.code : undefined }),
    now,
  });
  return {
    load,
    outbox,
    find,
    updateVersioned: async (agencyId, decide, options) => {
      try {
        return await updateVersioned(agencyId, decide, options);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return reject('conflict', 'agency-code-taken', 'Another agency has this code.');
      }
    },
  };
};
