import { ok, reject, type Result } from '@wadah/kit';
import type { Manager } from '../domain/members.ts';
import { isStaffRole, PLATFORM_ID, type Membership } from '../domain/roles.ts';
import type { Organisations } from './ports.ts';

/** Who asks, with the roles that the token tells. */
export type Acting = { readonly accountId: string; readonly roles: readonly string[] };

type Reading = Pick<Organisations, 'membershipsOf'>;

/** What somebody holds now, without the roles that their token leaves out: those of a session without the second factor. */
export const heldMemberships = async (organisations: Reading, { accountId, roles }: Acting): Promise<readonly Membership[]> =>
  (await organisations.membershipsOf(accountId)).filter(({ role }) => !isStaffRole(role) || roles.includes(role));

export const managerOf = async (organisations: Reading, acting: Acting): Promise<Manager> => {
  const held = await heldMemberships(organisations, acting);
  const has = (role: 'operator' | 'auditor') => held.some((membership) => membership.role === role);
  return { accountId: acting.accountId, isOperator: has('operator'), isAuditor: has('auditor') };
};

/** A token tells its role until the word of its loss has come; whoever decides over accounts is asked of the platform itself. */
export const admitOperator = async (organisations: Pick<Organisations, 'load'>, accountId: string): Promise<Result<void>> => {
  const platform = await organisations.load(PLATFORM_ID);
  const stands =
    platform.status === 'known' && platform.members[accountId] === 'operator' && platform.blocked?.includes(accountId) !== true;
  return stands ? ok(undefined) : reject('forbidden', 'forbidden', 'Your role does not allow this.');
};
