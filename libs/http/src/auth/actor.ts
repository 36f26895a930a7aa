/** Roles as on the wire. `roles` of a token is the union over account and memberships. */
export const ROLES = [
  'buyer',
  'seller_owner',
  'seller_staff',
  'curator',
  'purchaser',
  'commitment_officer',
  'finance_officer',
  'treasurer',
  'receiver',
  'auditor',
  'planner',
  'operator',
] as const;

export type Role = (typeof ROLES)[number];

export type Membership = { readonly organisationId: string; readonly kind: 'seller' | 'agency' | 'buying_unit'; readonly role: Role };

export type Stranger = { readonly kind: 'stranger' };

export type UserActor = {
  readonly kind: 'user';
  readonly id: string;
  readonly roles: readonly Role[];
  readonly memberships: readonly Membership[];
  readonly sessionId: string;
  readonly confirmedAt?: Date;
  /** The language that the account has chosen. */
  readonly locale?: 'id' | 'en';
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

export type ClientActor = {
  readonly kind: 'client';
  readonly id: string;
  readonly scopes: readonly string[];
  /** The seller whose staff it acts as; absent where an operator made it. */
  readonly organisationId?: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

export type ServiceActor = {
  readonly kind: 'service';
  readonly id: string;
  readonly scope: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

/** Who asks, as its verified token says. Whether it may act now is asked of the service's own projection. */
export type Actor = Stranger | UserActor | ClientActor | ServiceActor;

/** Roles that a down revocation list refuses: people of the state and the platform. */
export const isStaff = (actor: Actor): boolean =>
  actor.kind === 'user' && actor.roles.some((role) => role !== 'buyer' && role !== 'seller_owner' && role !== 'seller_staff');

/** For what belongs to no organisation (operator, auditor); everything else asks `memberOf`. */
export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  actor.kind === 'user' && actor.roles.some((role) => roles.includes(role));

/** Decides by the membership in that very organisation, never by the union of roles. */
export const memberOf = (actor: Actor, organisationId: string, roles: readonly Role[]): boolean =>
  actor.kind === 'user' &&
  actor.memberships.some((membership) => membership.organisationId === organisationId && roles.includes(membership.role));

/** A member of the organisation in whatever role: too small a role there is 403, where a stranger gets 404. */
export const belongsTo = (actor: Actor, organisationId: string): boolean =>
  (actor.kind === 'user' && actor.memberships.some((membership) => membership.organisationId === organisationId)) ||
  (actor.kind === 'client' && actor.organisationId === organisationId);

/** May act as this seller: a member in one of the roles, or the seller's own client with the scope. */
export const actsFor = (actor: Actor, sellerId: string, by: { readonly roles: readonly Role[]; readonly scope?: string }): boolean => {
  if (actor.kind === 'client') return by.scope !== undefined && actor.organisationId === sellerId && actor.scopes.includes(by.scope);
  return memberOf(actor, sellerId, by.roles);
};
