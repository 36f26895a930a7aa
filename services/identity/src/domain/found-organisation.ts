import { ok, type Result } from '@wadah/kit';
import type { Organisation, OrganisationEvent } from './organisation.ts';
import type { MemberRole, OrganisationKind } from './roles.ts';

export type FoundOrganisation = {
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly founder?: { readonly accountId: string; readonly role: MemberRole };
  readonly at: Date;
};

/** Another service tells that an organisation exists; hearing it again, also by a later application, changes nothing. */
export const decideFoundOrganisation = (organisation: Organisation, command: FoundOrganisation): Result<readonly OrganisationEvent[]> => {
  if (organisation.status === 'known') return ok([]);
  const { organisationId, kind, founder, at } = command;
  const known: OrganisationEvent = { type: 'OrganisationKnown', organisationId, kind };
  return ok(founder === undefined ? [known] : [known, { type: 'MemberJoined', organisationId, kind, ...founder, at }]);
};
