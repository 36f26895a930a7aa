import { membershipChangedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { aggregateStore, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Organisations } from '../../app/ports.ts';
import { evolveOrganisation, noOrganisation, type Organisation, type OrganisationEvent } from '../../domain/organisation.ts';

const COLLECTION = 'organisations';
const MEMBERSHIPS_MAX = 100;

export const organisationIndexes: readonly IndexSpec[] = [
  outboxIndex(COLLECTION),
  { collection: COLLECTION, keys: { memberIds: 1 }, options: { name: 'members', sparse: true } },
];

const toOutbox = (event: OrganisationEvent) => {
  if (event.type !== 'MemberJoined') return [];
  const { organisationId, kind: organisationKind, accountId, role, at } = event;
  return [membershipChangedV1.from({ subject: organisationId, time: at, data: { accountId, organisationId, organisationKind, role } })];
};

const columns = (organisation: Organisation) => {
  const memberIds = organisation.status === 'known' ? Object.keys(organisation.members) : [];
  return { memberIds: memberIds.length === 0 ? undefined : memberIds };
};

export const organisationStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Organisation, OrganisationEvent>({
    mongo,
    collection: COLLECTION,
    initial: noOrganisation,
    evolve: evolveOrganisation,
    toOutbox,
    columns,
    now,
  });
  const organisations: Organisations = {
    load: store.load,
    update: store.update,
    membershipsOf: async (accountId) => {
      const found = await store.find({ memberIds: accountId }, { limit: MEMBERSHIPS_MAX });
      return found.flatMap(({ state }) => {
        const role = state.status === 'known' ? state.members[accountId] : undefined;
        return state.status === 'known' && role !== undefined ? [{ organisationId: state.organisationId, kind: state.kind, role }] : [];
      });
    },
  };
  return { organisations, outbox: store.outbox };
};
