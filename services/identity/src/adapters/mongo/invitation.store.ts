import { accountCodeRequestedV1 } from '@wadah/contracts';
import { idLike, type Now } from '@wadah/kit';
import { aggregateStore, dueIndex, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Invitations } from '../../app/ports.ts';
import { evolveInvitation, noInvitation, type Invitation, type InvitationEvent } from '../../domain/invitation.ts';

export const INVITATIONS = 'invitations';

export const invitationIndexes: readonly IndexSpec[] = [
  outboxIndex(INVITATIONS),
  dueIndex(INVITATIONS, 'codeDueAt'),
  { collection: INVITATIONS, keys: { codeHash: 1 }, options: { name: 'code', unique: true } },
];

const toOutbox = (event: InvitationEvent) => {
  if (event.type !== 'Invited' || !event.mailed) return [];
  const { invitationId, locale } = event.draft;
  const data = { codeId: idLike('cod', invitationId), purpose: 'invitation' as const, locale };
  return [accountCodeRequestedV1.from({ subject: invitationId, time: event.at, data })];
};

const columns = (invitation: Invitation) => {
  if (invitation.status === 'absent') return {};
  const waits = invitation.status === 'open' || invitation.status === 'awaiting_approval';
  return { codeHash: invitation.codeHash, codeDueAt: waits ? invitation.endsAt : undefined };
};

export const invitationStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Invitation, InvitationEvent>({
    mongo,
    collection: INVITATIONS,
    initial: noInvitation,
    evolve: evolveInvitation,
    toOutbox,
    columns,
    now,
  });
  const invitations: Invitations = {
    load: store.load,
    update: store.update,
    byCode: async (codeHash) => {
      const [found] = await store.find({ codeHash }, { limit: 1 });
      return found?.state ?? noInvitation;
    },
  };
  return { invitations, outbox: store.outbox };
};
