export type OrganisationKind = 'seller' | 'agency' | 'buying_unit' | 'platform';

const kinds = {
  seller_owner: 'seller',
  seller_staff: 'seller',
  curator: 'agency',
  purchaser: 'buying_unit',
  commitment_officer: 'buying_unit',
  finance_officer: 'buying_unit',
  treasurer: 'buying_unit',
  receiver: 'buying_unit',
  planner: 'buying_unit',
  auditor: 'platform',
  operator: 'platform',
} as const satisfies Record<string, OrganisationKind>;

/** What a member of an organisation may be; every verified account is a buyer besides. */
export type MemberRole = keyof typeof kinds;

export const memberRoles = Object.keys(kinds) as [MemberRole, ...MemberRole[]];

/** Operators and auditors are members of the platform itself, so that the last operator is a last owner like any other. */
export const PLATFORM_ID = 'platform';

export const kindOfRole = (role: MemberRole): OrganisationKind => kinds[role];

/** Whoever decides over members; an organisation that has one never loses its last. */
export const isOwnerRole = (role: MemberRole): boolean => role === 'seller_owner' || role === 'operator';

/** Roles of the state and the platform: they need a second factor, and their sessions are shorter. */
export const isStaffRole = (role: MemberRole): boolean => kindOfRole(role) !== 'seller';

export type Membership = { readonly organisationId: string; readonly kind: OrganisationKind; readonly role: MemberRole };

/** What a session that was opened without a second factor may tell of its account. */
export const withoutStaff = (memberships: readonly Membership[]): readonly Membership[] =>
  memberships.filter(({ role }) => !isStaffRole(role));
