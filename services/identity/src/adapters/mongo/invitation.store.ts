import { accountCodeRequestedV1 } from '@wadah/contracts';
import { assertNever, idLike, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, dueIndex, newDecision, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { InvitationPage, Invitations } from '../../app/ports.ts';
import {
  evolveInvitation,
  isWaiting,
  noInvitation,
  type Invitation,
  type InvitationEvent,
  type InvitationGist,
} from '../../domain/invitation.ts';
import { kindOfRole } from '../../domain/roles.ts';
import type { Locale } from '../../domain/sealed.ts';

export const INVITATIONS = 'invitations';

export const invitationIndexes: readonly IndexSpec[] = [
  outboxIndex(INVITATIONS),
  dueIndex(INVITATIONS, 'codeDueAt'),
  { collection: INVITATIONS, keys: { codeHash: 1 }, options: { name: 'code', unique: true } },
  { collection: INVITATIONS, keys: { organisationId: 1, _id: -1 }, options: { name: 'of_organisation' } },
  { collection: INVITATIONS, keys: { kind: 1, _id: -1 }, options: { name: 'of_kind' } },
];

/** The installation's own command is no operator. */
const COMMAND = 'operators-command';

type Decided = { readonly action: string; readonly actorId: string; readonly at: Date; readonly was: string | null; readonly is: string };

/** Of staff; a seller's people are its owner's affair. */
const decisions = ({ invitationId, role, organisationId }: InvitationGist, { action, actorId, at, was, is }: Decided) => {
  if (kindOfRole(role) === 'seller' || actorId === COMMAND) return [];
  const what = { before: { status: was }, after: { status: is, role, organisationId } };
  return [{ entry: newDecision({ action, subjectId: invitationId, actorId, actorRole: 'operator', at, reason: '', ...what }) }];
};

const toMail = ({ invitationId, locale, at }: { readonly invitationId: string; readonly locale: Locale; readonly at: Date }) =>
  accountCodeRequestedV1.from({
    subject: invitationId,
    time: at,
    data: { codeId: idLike('cod', invitationId), purpose: 'invitation', locale },
  });

const toOutbox = (event: InvitationEvent) => {
  switch (event.type) {
    case 'Invited': {
      const { draft, mailed, at } = event;
      const is = event.awaitsApproval ? 'awaiting_approval' : 'open';
      const recorded = decisions(draft, { action: 'staff_invited', actorId: draft.invitedBy, at, was: null, is });
      return mailed ? [toMail({ ...draft, at }), ...recorded] : recorded;
    }
    case 'InvitationApproved': {
      const { invitation, locale, mailed, decidedBy: actorId, at } = event;
      const is = { was: 'awaiting_approval', is: 'open' };
      const recorded = decisions(invitation, { action: 'staff_invitation_approved', actorId, at, ...is });
      return mailed ? [toMail({ ...invitation, locale, at }), ...recorded] : recorded;
    }
    case 'InvitationWithdrawn': {
      const { invitation, was, decidedBy: actorId, at } = event;
      return decisions(invitation, { action: 'staff_invitation_withdrawn', actorId, at, was, is: 'withdrawn' });
    }
    case 'InvitationAccepted':
    case 'InvitationEnded':
      return [];
    default:
      return assertNever(event);
  }
};

const columns = (invitation: Invitation) => {
  if (invitation.status === 'absent') return {};
  const { codeHash, organisationId, role } = invitation;
  return { codeHash, organisationId, kind: kindOfRole(role), codeDueAt: isWaiting(invitation) ? invitation.endsAt : undefined };
};

const filterOf = ({ organisationId, staffOnly, status, after }: InvitationPage) => ({
  ...(organisationId === undefined ? {} : { organisationId }),
  ...(staffOnly ? { kind: { $in: ['agency', 'buying_unit', 'platform'] } } : {}),
  ...(status === undefined ? {} : { 'state.status': status }),
  ...(after === undefined ? {} : { _id: { $lt: after } }),
});

export const invitationStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Invitation, InvitationEvent>({
    mongo,
    collection: INVITATIONS,
    initial: noInvitation,
    evolve: evolveInvitation,
    toOutbox,
    columns,
    now,
    entries: decisionLog(mongo),
  });
  const invitations: Invitations = {
    load: store.load,
    update: store.update,
    byCode: async (codeHash) => {
      const [found] = await store.find({ codeHash }, { limit: 1 });
      return found?.state ?? noInvitation;
    },
    list: async (page) => (await store.find(filterOf(page), { sort: { _id: -1 }, limit: page.limit })).map(({ state }) => state),
  };
  return { invitations, outbox: store.outbox };
};
