import { assertNever } from '@wadah/kit';
import { isOwnerRole, type MemberRole, type OrganisationKind } from './roles.ts';

export type KnownOrganisation = {
  readonly status: 'known';
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly members: Readonly<Record<string, MemberRole>>;
  /** Members whose accounts an operator has blocked: they decide nothing, so they don't count as owners. */
  readonly blocked?: readonly string[];
};

/** All members of one organisation are one aggregate: only so its last owner can be told. */
export type Organisation = { readonly status: 'absent' } | KnownOrganisation;

type Member = { readonly organisationId: string; readonly kind: OrganisationKind; readonly accountId: string };

export type OrganisationEvent =
  | { readonly type: 'OrganisationKnown'; readonly organisationId: string; readonly kind: OrganisationKind }
  | (Member & {
      readonly type: 'MemberJoined';
      readonly role: MemberRole;
      readonly formerRole?: MemberRole;
      /** Absent where the person accepted an invitation. */
      readonly decidedBy?: string;
      readonly at: Date;
    })
  | (Member & { readonly type: 'MemberLeft'; readonly formerRole: MemberRole; readonly decidedBy: string; readonly at: Date })
  | { readonly type: 'MemberBlocked'; readonly accountId: string }
  | { readonly type: 'MemberUnblocked'; readonly accountId: string };

export const noOrganisation: Organisation = { status: 'absent' };

/** The only one who can still act as an owner. */
export const isLastOwner = ({ members, blocked = [] }: KnownOrganisation, accountId: string): boolean => {
  const owners = Object.entries(members).filter(([member, role]) => isOwnerRole(role) && !blocked.includes(member));
  return owners.length === 1 && owners[0]?.[0] === accountId;
};

const blockedOf = ({ blocked = [] }: KnownOrganisation, accountId: string): readonly string[] => blocked.filter((one) => one !== accountId);

const without = (organisation: KnownOrganisation, accountId: string): KnownOrganisation => {
  const { [accountId]: _left, ...members } = organisation.members;
  return { ...organisation, members, ...(organisation.blocked === undefined ? {} : { blocked: blockedOf(organisation, accountId) }) };
};

export const evolveOrganisation = (organisation: Organisation, event: OrganisationEvent): Organisation => {
  if (event.type === 'OrganisationKnown') return { status: 'known', organisationId: event.organisationId, kind: event.kind, members: {} };
  if (organisation.status === 'absent') return organisation;
  const { accountId } = event;
  switch (event.type) {
    case 'MemberJoined':
      return { ...organisation, members: { ...organisation.members, [accountId]: event.role } };
    case 'MemberLeft':
      return without(organisation, accountId);
    case 'MemberBlocked':
      return { ...organisation, blocked: [...blockedOf(organisation, accountId), accountId] };
    case 'MemberUnblocked':
      return { ...organisation, blocked: blockedOf(organisation, accountId) };
    default:
      return assertNever(event);
  }
};
