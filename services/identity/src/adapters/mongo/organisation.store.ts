import { membershipChangedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { aggregateStore, decisionLog, newDecision, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Organisations } from '../../app/ports.ts';
import type { MemberRole } from '../../domain/roles.ts';
import { evolveOrganisation, noOrganisation, type Organisation, type OrganisationEvent } from '../../domain/organisation.ts';

const COLLECTION = 'organisations';
const MEMBERSHIPS_MAX = 100;

export const organisationIndexes: readonly IndexSpec[] = [
  outboxIndex(COLLECTION),
  { collection: COLLECTION, keys: { memberIds: 1 }, options: { name: 'members', sparse: true } },
];

type MemberEvent = OrganisationEvent & { type: 'MemberJoined' | 'MemberLeft' };

const isRecorded = (role: MemberRole | undefined): role is 'curator' | 'operator' | 'auditor' =>
  role === 'curator' || role === 'operator' || role === 'auditor';

/** An operator's, where it is about people of the state or the platform, and of who leaves; a seller's people are its owner's affair. */
const decisions = (event: MemberEvent, role: MemberRole | null) => {
  const { organisationId, kind, accountId, formerRole, decidedBy: actorId, at } = event;
  const isLeaving = actorId === accountId && role === null;
  const actorRole = isLeaving ? formerRole : 'operator';
  if (kind === 'seller' || actorId === undefined || !isRecorded(actorRole)) return [];
  const action = isLeaving ? 'member_left' : role === null ? 'member_removed' : 'member_role_changed';
  const what = { before: { organisationId, role: formerRole ?? null }, after: { organisationId, role } };
  return [{ entry: newDecision({ action, subjectId: accountId, actorId, actorRole, at, reason: '', ...what }) }];
};

const toOutbox = (event: OrganisationEvent) => {
  if (event.type !== 'MemberJoined' && event.type !== 'MemberLeft') return [];
  const { organisationId, kind: organisationKind, accountId, at } = event;
  const role = event.type === 'MemberJoined' ? event.role : undefined;
  const data = { accountId, organisationId, organisationKind, ...(role === undefined ? {} : { role }) };
  return [membershipChangedV1.from({ subject: organisationId, time: at, data }), ...decisions(event, role ?? null)];
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
    entries: decisionLog(mongo),
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
