import { assertNever } from '@wadah/kit';
import type { MemberRole, OrganisationKind } from './roles.ts';

export type KnownOrganisation = {
  readonly status: 'known';
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly members: Readonly<Record<string, MemberRole>>;
};

/** All members of one organisation are one aggregate: only so its last owner can be told. */
export type Organisation = { readonly status: 'absent' } | KnownOrganisation;

export type OrganisationEvent =
  | { readonly type: 'OrganisationKnown'; readonly organisationId: string; readonly kind: OrganisationKind }
  | {
      readonly type: 'MemberJoined';
      readonly organisationId: string;
      readonly kind: OrganisationKind;
      readonly accountId: string;
      readonly role: MemberRole;
      readonly at: Date;
    };

export const noOrganisation: Organisation = { status: 'absent' };

export const evolveOrganisation = (organisation: Organisation, event: OrganisationEvent): Organisation => {
  switch (event.type) {
    case 'OrganisationKnown':
      return { status: 'known', organisationId: event.organisationId, kind: event.kind, members: {} };
    case 'MemberJoined':
      if (organisation.status === 'absent') return organisation;
      return { ...organisation, members: { ...organisation.members, [event.accountId]: event.role } };
    default:
      return assertNever(event);
  }
};
